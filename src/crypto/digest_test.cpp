#include "crypto/digest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/encoding.hpp"

namespace tillwatch::crypto {
namespace {

struct Vector {
    std::string key;
    std::string message;
    std::string_view expected;
};

std::string from_hex(std::string_view digits) {
    return std::string(text_of(*parse_hex(digits)));
}

// RFC 4231, test cases 1 to 4, 6 and 7 (5 is of a shortened digest, which is never accepted here).
const std::vector<Vector>& rfc_4231() {
    static const std::vector<Vector> all{
        {std::string(20, '\x0b'), "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {"Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {std::string(20, '\xaa'), std::string(50, '\xdd'),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819"), std::string(50, '\xcd'),
         "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
        {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        {std::string(131, '\xaa'),
         "This is a test using a larger than block-size key and a larger than block-size data. The "
         "key needs to be hashed before being used by the HMAC algorithm.",
         "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"}};
    return all;
}

TEST(Hmac, agrees_with_the_vectors_of_its_rfc) {
    for (const Vector& vector : rfc_4231()) {
        const Digest digest = hmac_sha256(bytes_of(vector.key), bytes_of(vector.message));
        EXPECT_EQ(hex(digest), vector.expected);
    }
}

TEST(Hmac, takes_empty_keys_and_messages) {
    EXPECT_EQ(hex(hmac_sha256({}, {})),
              "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hmac, key_of_a_block_is_used_as_it_is_and_a_longer_one_hashed) {
    const std::string block(64, 'k');
    const std::string longer(65, 'k');
    const Digest hashed = sha256(bytes_of(longer));
    const auto message = bytes_of("m");
    EXPECT_EQ(hmac_sha256(bytes_of(longer), message), hmac_sha256(hashed, message));
    EXPECT_NE(hmac_sha256(bytes_of(block), message), hmac_sha256(sha256(bytes_of(block)), message));
    EXPECT_EQ(hmac_sha256(bytes_of("k"), message),
              hmac_sha256(bytes_of(std::string_view("k\0", 2)), message));  // HMAC pads with zeros
}

TEST(Hmac, key_signs_again_and_again) {
    const HmacKey key(bytes_of("Jefe"));
    const auto message = bytes_of("what do ya want for nothing?");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(hex(key.sign(message)), rfc_4231()[1].expected);
    EXPECT_NE(hex(key.sign(bytes_of("another"))), rfc_4231()[1].expected);
}

TEST(Hmac, key_signs_in_many_threads_at_once) {
    const HmacKey key(bytes_of("Jefe"));
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&key, &right] {
                for (int n = 0; n < 100; ++n) {
                    const auto digest = key.sign(bytes_of("what do ya want for nothing?"));
                    right += hex(digest) == rfc_4231()[1].expected ? 1 : 0;
                }
            });
        }
    }
    EXPECT_EQ(right, 400);
}

TEST(Hmac, verifies_the_whole_signature_only) {
    const HmacKey key(bytes_of("Jefe"));
    const auto message = bytes_of("m");
    Digest signature = key.sign(message);
    EXPECT_TRUE(key.verifies(message, signature));
    EXPECT_FALSE(key.verifies(message, std::span(signature).first(31)));
    EXPECT_FALSE(key.verifies(message, {}));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        signature[bit / 8] ^= std::byte{1} << (bit % 8);
        EXPECT_FALSE(key.verifies(message, signature)) << bit;
        signature[bit / 8] ^= std::byte{1} << (bit % 8);
    }
}

RC_GTEST_PROP(Hmac, is_the_same_of_a_whole_and_of_its_pieces,
              (const std::string& secret, const std::vector<std::string>& pieces)) {
    const HmacKey key(bytes_of(secret));
    Hmac in_pieces = key.begin();
    Sha256 hash_in_pieces;
    std::string whole;
    for (const std::string& piece : pieces) {
        in_pieces.update(bytes_of(piece));
        hash_in_pieces.update(bytes_of(piece));
        whole += piece;
    }
    RC_ASSERT(in_pieces.finish() == key.sign(bytes_of(whole)));
    RC_ASSERT(hash_in_pieces.finish() == sha256(bytes_of(whole)));
}

TEST(Sha256, agrees_with_the_vectors_of_its_standard) {
    EXPECT_EQ(hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256(bytes_of("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ConstantTimeEqual, compares_lengths_and_bytes) {
    EXPECT_TRUE(constant_time_equal({}, {}));
    EXPECT_TRUE(constant_time_equal(bytes_of("ab"), bytes_of("ab")));
    EXPECT_FALSE(constant_time_equal(bytes_of("ab"), bytes_of("aB")));
    EXPECT_FALSE(constant_time_equal(bytes_of("ab"), bytes_of("abc")));
    EXPECT_FALSE(constant_time_equal(bytes_of("ab"), {}));
}

}  // namespace
}  // namespace tillwatch::crypto
