#include "insights/series.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "insights/part_days.hpp"
#include "insights/sql.hpp"
#include "insights/writing.hpp"
#include "ledger/timelines.hpp"

namespace tillwatch::insights {
namespace {

constexpr int hours_of_day = 24;
constexpr int days_of_week = 7;

/// The days of the interval that a day lies in.
Range around(Day day, Interval interval) {
    switch (interval) {
        case Interval::hour:
        case Interval::day: return {day, day};
        case Interval::week: return {monday_of(day), monday_of(day) + (days_of_week - 1)};
        case Interval::month: {
            const auto month = ledger::month_of(day);
            return {first_of_month(month), first_of_month(month + 1) - 1};
        }
    }
    return {day, day};
}

/// The measures of each hour of a range, in order.
std::vector<ledger::Measures> read_hours(db::Transaction& transaction, StoreId store_id,
                                         Range range) {
    std::vector<ledger::Measures> hours(static_cast<std::size_t>(range.days() * hours_of_day));
    constexpr auto by_hour = static_cast<std::int64_t>(ledger::Dimension::hour);
    transaction.each<sql::ListRollups>(
        {store_id.value, by_hour, range.from.number, range.to.number}, [&](const auto& row) {
            int hour = hours_of_day;
            std::from_chars(row.value.data(), row.value.data() + row.value.size(), hour);
            const auto days = row.day - range.from.number;
            if (hour < hours_of_day)
                hours[static_cast<std::size_t>(days * hours_of_day + hour)] = measures_of_row(row);
        });
    return hours;
}

std::vector<Point> hour_points(db::Transaction& transaction, StoreId store_id, Measure measure,
                               Range range, LocalTime now) {
    const auto hours = read_hours(transaction, store_id, range);
    std::vector<Point> points;
    for (std::size_t i = 0; i < hours.size(); ++i) {
        const auto day = range.from + static_cast<int>(i) / hours_of_day;
        const auto hour = static_cast<int>(i) % hours_of_day;
        const bool over = day < now.day || (day == now.day && hour < now.hour);
        points.push_back({{day, day}, hour, value_of(measure, hours[i]), over});
    }
    return points;
}

/// What the points of a series stand for, and which of them are whole intervals.
struct Parts {
    std::vector<Range> days;
    std::vector<bool> whole;
};

Parts parts_of(Range range, Interval interval) {
    Parts parts{split(range, interval), {}};
    for (const auto& days : parts.days) parts.whole.push_back(is_whole(days, interval));
    return parts;
}

std::vector<Point> part_points(db::Transaction& transaction, StoreId store_id, Measure measure,
                               const Parts& asked, const std::vector<DayTotals>& days, Day today) {
    const auto& parts = asked.days;
    std::vector<std::int64_t> repeats(parts.size());
    if (is_distinct(measure)) repeats = count_repeats(transaction, store_id, parts);
    std::vector<Point> points;
    auto day = days.begin();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Totals totals;
        for (; day != days.end() && day->day <= parts[i].to; ++day)
            totals.measures += day->measures;
        totals.customers = totals.measures.customer_orders - repeats[i];
        totals.new_customers = totals.measures.first_orders;
        const bool complete = asked.whole[i] && parts[i].to < today;
        points.push_back({parts[i], {}, value_of(measure, totals), complete});
    }
    return points;
}

/// `parts`: of the range, where its points are days, weeks or months.
Series read_parts(db::Transaction& transaction, StoreId store_id, const SeriesQuestion& question,
                  Range range, const Parts& parts, LocalTime now) {
    const auto& [measure, interval, part] = question;
    const auto days = part ? read_days_of(transaction, store_id, *part, range)
                           : read_days(transaction, store_id, range);
    const auto total = part ? value_of(measure, sum_of(days))
                            : value_of(measure, read_totals(transaction, store_id, range, days));
    Series series{range, total, {}};
    series.points = interval == Interval::hour
                        ? hour_points(transaction, store_id, measure, range, now)
                        : part_points(transaction, store_id, measure, parts, days, now.day);
    return series;
}

void write_series(json::Writer& out, const SeriesAnswer& answer, const Series& series,
                  Currency currency) {
    write_range(out, series.range);
    out.key("total");
    write_value(out, answer.question.measure, series.total, currency);
    out.key("points").begin_array();
    for (const auto& point : series.points) {
        out.begin_object();
        out.member("from", point.days.from.text()).member("to", point.days.to.text());
        if (point.hour) out.member("hour", *point.hour);
        out.key("value");
        write_value(out, answer.question.measure, point.value, currency);
        out.member("complete", point.complete).end_object();
    }
    out.end_array();
}

}  // namespace

Result<Interval> parse_interval(std::string_view text) {
    for (const auto interval : {Interval::hour, Interval::day, Interval::week, Interval::month})
        if (name_of(interval) == text) return interval;
    return fail(Code::invalid, "is none of hour, day, week, month");
}

std::string_view name_of(Interval interval) {
    switch (interval) {
        case Interval::hour: return "hour";
        case Interval::day: return "day";
        case Interval::week: return "week";
        case Interval::month: return "month";
    }
    return "";
}

bool is_known_by_hour(Measure measure) {
    return !is_distinct(measure);
}

std::vector<Range> split(Range range, Interval interval) {
    std::vector<Range> parts;
    for (auto day = range.from; day <= range.to; day = parts.back().to + 1)
        parts.push_back({day, std::min(range.to, around(day, interval).to)});
    return parts;
}

bool is_whole(Range days, Interval interval) {
    return days == around(days.from, interval);
}

std::vector<Range> counterparts(const std::vector<Range>& parts, Compare compare) {
    const Range range{parts.front().from, parts.back().to};
    const auto previous = *compared_range(range, compare);
    const auto beside = [&](Day day) {
        if (compare == Compare::previous_period) return previous.from + (day - range.from);
        return compared_range({day, day}, compare)->to;
    };
    std::vector<Range> stretches;
    auto from = previous.from;
    for (const auto& part : parts) {
        // The day before the next part's, so that 29 February of the earlier year is with the 28th.
        const auto to = std::min(previous.to, std::max(beside(part.to), beside(part.to + 1) - 1));
        if (from <= to) stretches.push_back({from, to});
        from = to + 1;
    }
    return stretches;
}

Series read_series(db::Transaction& transaction, StoreId store_id, const SeriesQuestion& question,
                   Range range, LocalTime now) {
    const auto parts = parts_of(range, question.interval);
    return read_parts(transaction, store_id, question, range, parts, now);
}

std::optional<Series> read_previous(db::Transaction& transaction, StoreId store_id,
                                    const SeriesQuestion& question, Range range, Compare compare,
                                    LocalTime now) {
    const auto previous = compared_range(range, compare);
    if (!previous) return std::nullopt;
    const bool has_lengths =
        question.interval == Interval::week || question.interval == Interval::month;
    auto parts = parts_of(has_lengths ? range : *previous, question.interval);
    if (has_lengths) parts.days = counterparts(parts.days, compare);
    return read_parts(transaction, store_id, question, *previous, parts, now);
}

std::string series_json(const stores::Store& store, const SeriesAnswer& answer) {
    json::Writer out;
    out.begin_object();
    write_store(out, store);
    const auto& [measure, interval, part] = answer.question;
    out.member("measure", name_of(measure)).member("interval", name_of(interval));
    write_part(out, part);
    write_series(out, answer, answer.series, store.currency);
    out.key("previous");
    if (answer.previous) {
        out.begin_object();
        write_series(out, answer, *answer.previous, store.currency);
        out.end_object();
    } else {
        out.value(nullptr);
    }
    out.end_object();
    return out.take();
}

}  // namespace tillwatch::insights
