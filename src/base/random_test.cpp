#include "base/random.hpp"

#include <cstring>
#include <limits>

#include <gtest/gtest.h>

namespace tillwatch {
namespace {

/// Gives the 64-bit words it was made with, one a call.
class ScriptedRandom final : public Random {
  public:
    explicit ScriptedRandom(std::vector<std::uint64_t> words) : words_(std::move(words)) {}
    void fill(std::span<std::byte> bytes) override {
        ASSERT_EQ(bytes.size(), sizeof(std::uint64_t));
        std::memcpy(bytes.data(), &words_.at(next_++), bytes.size());
    }

  private:
    std::vector<std::uint64_t> words_;
    std::size_t next_ = 0;
};

TEST(Random, gives_ids_of_63_bits) {
    ScriptedRandom random({~std::uint64_t{0}, 1});
    EXPECT_EQ(random.id(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(random.id(), 1);
}

TEST(Random, gives_no_id_of_zero) {
    ScriptedRandom random({0, std::uint64_t{1} << 63, 7});
    EXPECT_EQ(random.id(), 7);
}

}  // namespace
}  // namespace tillwatch
