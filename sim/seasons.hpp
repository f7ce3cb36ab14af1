// When people buy: how a store grows, the months, the weekdays, the hours of its day.
#pragma once

#include "base/day.hpp"
#include "base/time_zone.hpp"
#include "sim/dice.hpp"

namespace tillwatch::sim {

/// How many orders a day brings about, in millionths, where an ordinary day at the end of the
/// history brings `orders`. The store grows from the first day of the history to its last.
std::int64_t orders_expected_ppm(std::int64_t orders, Day day, Day first, Day last);

/// A count that is `expected_ppm` on average.
std::int64_t draw_count(Dice& dice, std::int64_t expected_ppm);

/// A moment of that day at which people buy.
Instant draw_moment(Dice& dice, const TimeZone& zone, Day day);

}  // namespace tillwatch::sim
