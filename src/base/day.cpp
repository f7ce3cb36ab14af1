#include "base/day.hpp"

#include <date/date.h>
#include <fmt/format.h>

namespace tillwatch {
namespace {

/// The number that `text` spells in plain digits, or -1.
int digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

date::year_month_day civil(Day day) {
    return date::year_month_day{date::sys_days{date::days{day.number}}};
}

}  // namespace

Result<Day> Day::parse(std::string_view text) {
    const auto wrong = [] { return fail(Code::invalid, "is not a day like 2026-09-01"); };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return wrong();
    const int year = digits(text.substr(0, 4));
    const int month = digits(text.substr(5, 2));
    const int day = digits(text.substr(8, 2));
    if (year < 1 || month < 1 || day < 1) return wrong();
    const auto date = date::year{year} / month / day;
    if (!date.ok()) return wrong();
    return from_civil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

Day Day::from_civil(int year, unsigned month, unsigned day) {
    const date::sys_days days{date::year{year} / date::month{month} / date::day{day}};
    return {static_cast<std::int32_t>(days.time_since_epoch().count())};
}

std::string Day::text() const {
    const auto date = civil(*this);
    return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()),
                       unsigned(date.day()));
}

}  // namespace tillwatch
