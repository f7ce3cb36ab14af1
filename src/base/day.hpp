// A calendar day, without a zone: days since 1970-01-01, proleptic Gregorian.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillwatch {

struct Day {
    std::int32_t number = 0;
    auto operator<=>(const Day&) const = default;

    /// "YYYY-MM-DD", years 0001 to 9999, nothing else.
    static Result<Day> parse(std::string_view text);
    static Day from_civil(int year, unsigned month, unsigned day);

    std::string text() const;

    Day operator+(int days) const { return {number + days}; }
    Day operator-(int days) const { return {number - days}; }
    int operator-(Day other) const { return number - other.number; }
};

}  // namespace tillwatch
