#include "crypto/random.hpp"

#include <gtest/gtest.h>

namespace tillwatch::crypto {
namespace {

TEST(SystemRandom, fills_every_byte) {
    SystemRandom random;
    std::array<std::byte, 32> ever_set{};
    for (int i = 0; i < 16; ++i) {
        std::array<std::byte, 32> bytes{};
        random.fill(bytes);
        for (std::size_t n = 0; n < bytes.size(); ++n) ever_set[n] |= bytes[n];
    }
    for (const std::byte byte : ever_set) EXPECT_NE(byte, std::byte{0});
}

TEST(SystemRandom, gives_a_new_id_each_time) {
    SystemRandom random;
    EXPECT_GT(random.id(), 0);
    EXPECT_NE(random.id(), random.id());
}

}  // namespace
}  // namespace tillwatch::crypto
