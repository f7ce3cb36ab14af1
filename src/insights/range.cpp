#include "insights/range.hpp"

#include <date/date.h>

#include "ledger/timelines.hpp"

namespace tillwatch::insights {
namespace {

constexpr int days_of_week = 7;

Day day_of(date::sys_days days) {
    return {static_cast<std::int32_t>(days.time_since_epoch().count())};
}

Day a_year_before(Day day) {
    const date::year_month_day civil{date::sys_days{date::days{day.number}}};
    auto before = civil - date::years{1};
    if (!before.ok()) before = before.year() / before.month() / date::last;
    return day_of(before);
}

}  // namespace

Result<Compare> parse_compare(std::string_view text) {
    if (text == "none") return Compare::none;
    if (text == "previous_period") return Compare::previous_period;
    if (text == "previous_year") return Compare::previous_year;
    if (text == "previous_year_weekday") return Compare::previous_year_weekday;
    return fail(Code::invalid, "is none, previous_period, previous_year or previous_year_weekday");
}

std::optional<Range> compared_range(Range range, Compare compare) {
    constexpr int days_of_52_weeks = 364;
    switch (compare) {
        case Compare::none: return std::nullopt;
        case Compare::previous_period: return Range{range.from - range.days(), range.from - 1};
        case Compare::previous_year:
            return Range{a_year_before(range.from), a_year_before(range.to)};
        case Compare::previous_year_weekday:
            return Range{range.from - days_of_52_weeks, range.to - days_of_52_weeks};
    }
    return std::nullopt;
}

Day first_of_month(std::int32_t month) {
    const date::year_month epoch = date::year{1970} / date::January;
    return day_of((epoch + date::months{month}) / 1);
}

Day monday_of(Day day) {
    constexpr int monday = 4;  // day 0 was a Thursday, day 4 the Monday after
    const int past = (day.number - monday) % days_of_week;
    return day - (past < 0 ? past + days_of_week : past);
}

}  // namespace tillwatch::insights
