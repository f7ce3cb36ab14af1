#include "base/rate_limit.hpp"

#include <gtest/gtest.h>

namespace tillwatch {
namespace {

using std::chrono::milliseconds;
using Limit = RateLimit<int>;

TEST(RateLimit, lets_a_burst_through_and_then_so_many_a_second) {
    Limit limit(10, 2);
    const Limit::Time start{};
    for (int i = 0; i < 20; ++i) EXPECT_FALSE(limit.take(1, start)) << i;
    EXPECT_EQ(limit.take(1, start), 1);
    EXPECT_EQ(limit.take(1, start + milliseconds(99)), 1);
    EXPECT_FALSE(limit.take(1, start + milliseconds(110)));
    EXPECT_TRUE(limit.take(1, start + milliseconds(110)));
    for (int i = 0; i < 20; ++i) EXPECT_FALSE(limit.take(1, start + milliseconds(9'000))) << i;
    EXPECT_TRUE(limit.take(1, start + milliseconds(9'000)));
}

TEST(RateLimit, keeps_everybody_apart) {
    Limit limit(1, 1);
    EXPECT_FALSE(limit.take(1, {}));
    EXPECT_TRUE(limit.take(1, {}));
    EXPECT_FALSE(limit.take(2, {}));
}

TEST(RateLimit, of_zero_limits_nothing) {
    Limit limit(0, 1);
    for (int i = 0; i < 1'000; ++i) EXPECT_FALSE(limit.take(1, {}));
}

TEST(RateLimit, forgets_only_those_that_were_quiet) {
    Limit limit(1, 1);
    limit.take(-1, {});
    for (int i = 0; i < static_cast<int>(Limit::keys_max) + 10; ++i) limit.take(i, {});
    EXPECT_TRUE(limit.take(-1, {}));
}

}  // namespace
}  // namespace tillwatch
