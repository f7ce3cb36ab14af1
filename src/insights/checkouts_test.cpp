#include "insights/checkouts.hpp"

#include <gtest/gtest.h>

namespace tillwatch::insights {
namespace {

std::optional<std::string> rate(std::int64_t abandoned, std::int64_t started) {
    return abandonment_rate({.started = started, .abandoned = abandoned});
}

TEST(AbandonmentRate, is_a_part_of_those_started_with_four_decimals) {
    EXPECT_EQ(rate(1, 3), "0.3333");
    EXPECT_EQ(rate(2, 3), "0.6667");
    EXPECT_EQ(rate(0, 7), "0.0000");
    EXPECT_EQ(rate(7, 7), "1.0000");
    EXPECT_EQ(rate(1, 20'000), "0.0001");
    EXPECT_EQ(rate(1, 20'001), "0.0000");
}

TEST(AbandonmentRate, is_not_known_where_nothing_was_started) {
    EXPECT_FALSE(rate(0, 0));
}

}  // namespace
}  // namespace tillwatch::insights
