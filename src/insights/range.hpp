// Ranges of days, and what they are compared with. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/day.hpp"

namespace tillwatch::insights {

inline constexpr int range_days_max = 1'100;
inline constexpr int range_days_default = 30;

/// Days, both inclusive.
struct Range {
    Day from;
    Day to;
    bool operator==(const Range&) const = default;
    int days() const { return to - from + 1; }
};

enum class Compare { none, previous_period, previous_year, previous_year_weekday };
Result<Compare> parse_compare(std::string_view text);

/// The range that `range` is compared with; none for Compare::none. previous_period has the same
/// length and ends the day before; previous_year is the same dates a year earlier (29 February
/// becomes the 28th); previous_year_weekday is 364 days earlier.
std::optional<Range> compared_range(Range range, Compare compare);

/// The first day of a month as ledger::month_of counts them.
Day first_of_month(std::int32_t month);
/// The Monday of the week of a day.
Day monday_of(Day day);

}  // namespace tillwatch::insights
