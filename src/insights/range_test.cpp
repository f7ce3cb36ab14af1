#include "insights/range.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "insights/series.hpp"
#include "ledger/timelines.hpp"

namespace tillwatch::insights {
namespace {

Day day(std::string_view text) {
    return value_or_throw(Day::parse(text));
}

Range range(std::string_view from, std::string_view to) {
    return {day(from), day(to)};
}

TEST(Range, is_compared_with_the_same_dates_a_year_earlier) {
    const auto leap = compared_range(range("2024-02-29", "2024-03-01"), Compare::previous_year);
    EXPECT_EQ(leap, range("2023-02-28", "2023-03-01"));
    const auto weekday =
        compared_range(range("2024-03-04", "2024-03-05"), Compare::previous_year_weekday);
    EXPECT_EQ(weekday, range("2023-03-06", "2023-03-07"));
    const auto period = compared_range(range("2024-03-04", "2024-03-06"), Compare::previous_period);
    EXPECT_EQ(period, range("2024-03-01", "2024-03-03"));
    EXPECT_EQ(compared_range(range("2024-03-04", "2024-03-06"), Compare::none), std::nullopt);
}

TEST(Series, splits_a_range_at_mondays_and_at_the_first_of_months) {
    const auto weeks = split(range("2026-07-01", "2026-07-14"), Interval::week);
    EXPECT_EQ(weeks,
              (std::vector{range("2026-07-01", "2026-07-05"), range("2026-07-06", "2026-07-12"),
                           range("2026-07-13", "2026-07-14")}));
    EXPECT_FALSE(is_whole(weeks[0], Interval::week));
    EXPECT_TRUE(is_whole(weeks[1], Interval::week));
    const auto months = split(range("1969-12-31", "1970-02-28"), Interval::month);
    EXPECT_EQ(months,
              (std::vector{range("1969-12-31", "1969-12-31"), range("1970-01-01", "1970-01-31"),
                           range("1970-02-01", "1970-02-28")}));
    EXPECT_FALSE(is_whole(months[0], Interval::month));
    EXPECT_TRUE(is_whole(months[2], Interval::month));
    EXPECT_EQ(split(range("1969-12-28", "1969-12-29"), Interval::week).size(), 2u);
}

TEST(Series, is_compared_stretch_by_stretch) {
    const auto beside = [](Range of, Interval interval, Compare compare) {
        return counterparts(split(of, interval), compare);
    };
    // Wednesday to Tuesday of the week after; before it Wednesday to Tuesday, cut where that is.
    EXPECT_EQ(beside(range("2026-07-01", "2026-07-14"), Interval::week, Compare::previous_period),
              (std::vector{range("2026-06-17", "2026-06-21"), range("2026-06-22", "2026-06-28"),
                           range("2026-06-29", "2026-06-30")}));
    // 31 days of January, 28 of February.
    EXPECT_EQ(beside(range("2026-01-01", "2026-02-28"), Interval::month, Compare::previous_period),
              (std::vector{range("2025-11-03", "2025-12-03"), range("2025-12-04", "2025-12-31")}));
    EXPECT_EQ(
        beside(range("2026-07-03", "2026-07-07"), Interval::week, Compare::previous_year_weekday),
        (std::vector{range("2025-07-04", "2025-07-06"), range("2025-07-07", "2025-07-08")}));
    EXPECT_EQ(beside(range("2024-02-01", "2024-03-05"), Interval::month, Compare::previous_year),
              (std::vector{range("2023-02-01", "2023-02-28"), range("2023-03-01", "2023-03-05")}));
    EXPECT_EQ(beside(range("2025-02-01", "2025-03-05"), Interval::month, Compare::previous_year),
              (std::vector{range("2024-02-01", "2024-02-29"), range("2024-03-01", "2024-03-05")}));
    // The week of 29 February 2016 began on that day.
    EXPECT_EQ(beside(range("2016-02-28", "2016-02-29"), Interval::week, Compare::previous_year),
              (std::vector{range("2015-02-28", "2015-02-28")}));
}

}  // namespace
}  // namespace tillwatch::insights
