#include "crypto/sealer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/digest.hpp"

namespace tillwatch::crypto {
namespace {

Secret key_of(char fill) {
    return Secret(std::string(master_key_bytes, fill));
}

TEST(Sealer, opens_what_it_sealed) {
    const Sealer sealer(key_of('k'));
    for (const std::string& plain : {std::string(), std::string("token"), std::string(9000, 'x')}) {
        const Bytes sealed = sealer.seal("token", "store-1", Secret(plain));
        EXPECT_EQ(sealed.size(), plain.size() + Sealer::overhead_bytes);
        const auto opened = sealer.open("token", "store-1", sealed);
        ASSERT_TRUE(opened);
        EXPECT_EQ(opened->reveal(), plain);
    }
}

TEST(Sealer, never_seals_the_same_way_twice) {
    const Sealer sealer(key_of('k'));
    const Secret plain(std::string("token"));
    const Bytes sealed = sealer.seal("p", "o", plain);
    EXPECT_NE(sealed, sealer.seal("p", "o", plain));
    EXPECT_THAT(std::string(text_of(sealed)), testing::Not(testing::HasSubstr("token")));
}

TEST(Sealer, opens_for_the_same_purpose_and_owner_only) {
    const Sealer sealer(key_of('k'));
    const Bytes sealed = sealer.seal("token", "store-1", Secret("x"));
    EXPECT_FALSE(sealer.open("secret", "store-1", sealed));
    EXPECT_FALSE(sealer.open("token", "store-2", sealed));
    EXPECT_FALSE(sealer.open("toke", "nstore-1", sealed));
    EXPECT_FALSE(sealer.open("token:store", "1", sealer.seal("token", "store:1", Secret("x"))));
    EXPECT_TRUE(sealer.open("token", "store-1", sealed));
}

TEST(Sealer, opens_with_the_same_master_key_only) {
    const Bytes sealed = Sealer(key_of('k')).seal("token", "store-1", Secret("x"));
    const auto opened = Sealer(key_of('l')).open("token", "store-1", sealed);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Code::invalid);
}

TEST(Sealer, notices_every_flipped_bit) {
    const Sealer sealer(key_of('k'));
    Bytes sealed = sealer.seal("token", "store-1", Secret("secret text"));
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        sealed[bit / 8] ^= std::byte{1} << (bit % 8);
        EXPECT_FALSE(sealer.open("token", "store-1", sealed)) << bit;
        sealed[bit / 8] ^= std::byte{1} << (bit % 8);
    }
    EXPECT_TRUE(sealer.open("token", "store-1", sealed));
}

TEST(Sealer, notices_every_cut_and_every_addition) {
    const Sealer sealer(key_of('k'));
    Bytes sealed = sealer.seal("token", "store-1", Secret("secret text"));
    for (std::size_t size = 0; size < sealed.size(); ++size) {
        EXPECT_FALSE(sealer.open("token", "store-1", std::span(sealed).first(size))) << size;
    }
    sealed.push_back(std::byte{0});
    EXPECT_FALSE(sealer.open("token", "store-1", sealed));
}

TEST(Sealer, refuses_a_master_key_of_another_size) {
    EXPECT_THROW(Sealer{Secret("short")}, Failure);
    EXPECT_THROW(Sealer{Secret(std::string(33, 'k'))}, Failure);
}

TEST(DeriveKey, gives_each_purpose_a_key_of_its_own) {
    const Secret master = key_of('k');
    EXPECT_EQ(derive_key(master, "session").reveal(), derive_key(master, "session").reveal());
    EXPECT_NE(derive_key(master, "session").reveal(), derive_key(master, "unsubscribe").reveal());
    EXPECT_NE(derive_key(master, "session").reveal(), derive_key(key_of('l'), "session").reveal());
    EXPECT_EQ(derive_key(master, "session").reveal().size(), 32U);
}

// Stored values must open after an upgrade: this one was made apart from this code.
TEST(Sealer, opens_what_the_first_version_sealed) {
    const auto sealed =
        parse_base64("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAALno0/XTmm+HFkTONf777LGGgmOzSw==");
    ASSERT_TRUE(sealed);
    const auto opened = Sealer(key_of('k')).open("token", "store-1", *sealed);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->reveal(), "hello");
}

}  // namespace
}  // namespace tillwatch::crypto
