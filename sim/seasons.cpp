#include "sim/seasons.hpp"

#include <charconv>
#include <string>

namespace tillwatch::sim {
namespace {

// In per cent of an ordinary one.
constexpr std::int64_t months[] = {82, 84, 92, 96, 104, 98, 90, 88, 100, 108, 135, 148};
constexpr std::int64_t weekdays[] = {92, 88, 94, 98, 112, 118, 106};  // from Monday
constexpr std::int64_t sale_days = 220;                               // 24 to 30 November

constexpr int hours[] = {6,  3,  2,  1,  1,  3,  8,  18, 34, 48, 56, 58,
                         60, 54, 50, 48, 50, 56, 66, 78, 84, 70, 44, 20};

int number_of(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::int64_t season_percent(Day day) {
    const auto text = day.text();  // YYYY-MM-DD
    const auto month = number_of(std::string_view(text).substr(5, 2));
    const auto date = number_of(std::string_view(text).substr(8, 2));
    if (month == 11 && date >= 24) return sale_days;
    return months[month - 1];
}

std::int64_t weekday_percent(Day day) {
    return weekdays[(day.number % 7 + 10) % 7];  // 1970-01-01 was a Thursday
}

}  // namespace

std::int64_t orders_expected_ppm(std::int64_t orders, Day day, Day first, Day last) {
    constexpr std::int64_t growth_begin = 45;  // per cent of the end
    const std::int64_t span = last > first ? last - first : 1;
    const auto growth = growth_begin + (100 - growth_begin) * (day - first) / span;
    return orders * growth * season_percent(day) * weekday_percent(day);
}

std::int64_t draw_count(Dice& dice, std::int64_t expected_ppm) {
    const auto tosses = expected_ppm * 2 / 1'000'000;
    const auto rest = expected_ppm * 2 % 1'000'000;
    std::int64_t count = 0;
    for (std::int64_t i = 0; i < tosses; ++i) count += dice.below(2);
    return count + (dice.below(2'000'000) < rest ? 1 : 0);
}

Instant draw_moment(Dice& dice, const TimeZone& zone, Day day) {
    constexpr std::int64_t hour_ms = 3'600'000;
    const auto hour = static_cast<std::int64_t>(dice.weighted(hours));
    return {zone.start_of(day).ms + hour * hour_ms + dice.below(hour_ms)};
}

}  // namespace tillwatch::sim
