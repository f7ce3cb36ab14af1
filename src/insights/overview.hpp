// The overview of a store over a range of days: sums of rollups, days, top customers
// (docs/metrics.md says what each figure means). Read-only; every figure of one answer comes from
// one snapshot of the database. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "db/database.hpp"
#include "ledger/rollup.hpp"

namespace tillwatch::insights {

inline constexpr int range_days_max = 1'100;
inline constexpr int range_days_default = 30;
inline constexpr std::int64_t top_customers_max = 5;

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

struct Totals {
    ledger::Measures measures;
    std::int64_t customers = 0;
    std::int64_t new_customers = 0;
};

/// net sales = gross sales + discounts + returns.
std::int64_t net_sales(const ledger::Measures& measures);
/// total sales = net sales + shipping + taxes + duties + fees.
std::int64_t total_sales(const ledger::Measures& measures);
/// Gross sales + discounts of orders alone ÷ orders, rounded half away from zero; none
/// without orders.
std::optional<Money> average_order_value(const ledger::Measures& measures);

/// A day with all its measures.
struct DayTotals {
    Day day;
    ledger::Measures measures;
};

struct TopCustomer {
    CustomerId id;
    std::string name;
    std::optional<std::string> email;
    std::int64_t orders = 0;
    Money net_sales;
    Money total_sales;
};

struct Overview {
    Range range;
    Totals totals;
    std::optional<std::pair<Range, Totals>> previous;
    std::vector<DayTotals> days;  // every day of the range
    std::vector<TopCustomer> top_customers;
    std::int64_t all_time_customers = 0;
    std::int64_t all_time_orders = 0;
    Money all_time_sales;
    std::optional<Instant> through;
};

Overview read_overview(db::Transaction& transaction, StoreId store_id, Range range,
                       Compare compare);

}  // namespace tillwatch::insights
