// One measure over time: a value for each hour, day, week (from Monday) or month of a range, and
// the range's own; of all sales, or of one value of a dimension. Read from sums alone. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "insights/dimension.hpp"
#include "insights/measure.hpp"
#include "insights/range.hpp"
#include "stores/stores.hpp"

namespace tillwatch::insights {

inline constexpr int hour_series_days_max = 31;

enum class Interval { hour, day, week, month };
Result<Interval> parse_interval(std::string_view text);
std::string_view name_of(Interval interval);

/// Distinct customers are not known by the hour.
bool is_known_by_hour(Measure measure);

/// The week or month of the ends of a range is cut off there.
struct Point {
    Range days;
    std::optional<int> hour;  // of the one day
    std::optional<std::int64_t> value;
    bool complete = false;  // the whole interval lies in the range and is over
};

struct Series {
    Range range;
    std::optional<std::int64_t> total;
    std::vector<Point> points;  // those without any sales too
};

/// The days of each point, in order, those of Interval::hour as days.
std::vector<Range> split(Range range, Interval interval);
/// Whether the days that one point stands for are its whole interval.
bool is_whole(Range days, Interval interval);

/// The stretches of the range compared with that `parts`, one after the other all of a range, stand
/// beside: of previous_year the same dates, else as many days. Where 29 February alone is the last
/// part, it has none.
std::vector<Range> counterparts(const std::vector<Range>& parts, Compare compare);

struct SeriesQuestion {
    Measure measure;
    Interval interval;
    std::optional<Part> part;  // for days, weeks and months, of a measure that is known by it
};

/// `now` in the store's time zone says what is over.
Series read_series(db::Transaction& transaction, StoreId store_id, const SeriesQuestion& question,
                   Range range, LocalTime now);
/// Of the range that `range` is compared with: weeks and months are the counterparts of its own,
/// whole where those are.
std::optional<Series> read_previous(db::Transaction& transaction, StoreId store_id,
                                    const SeriesQuestion& question, Range range, Compare compare,
                                    LocalTime now);

struct SeriesAnswer {
    SeriesQuestion question;
    Series series;
    std::optional<Series> previous;
};
std::string series_json(const stores::Store& store, const SeriesAnswer& answer);

}  // namespace tillwatch::insights
