// The overview of a store over a range of days: sums of rollups, days, top customers
// (docs/metrics.md says what each figure means). Read-only; every figure of one answer comes from
// one snapshot of the database. Thread-safe.
#pragma once

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "insights/customers.hpp"
#include "insights/measure.hpp"
#include "insights/range.hpp"

namespace tillwatch::insights {

inline constexpr std::size_t top_customers_max = 5;
/// Who bought most among more orders than these is not known while their lists are missing or too
/// old (insights/leaders.hpp): to add them up takes longer than anybody waits.
inline constexpr std::int64_t whole_orders_max = 500'000;

/// A day with all its measures.
struct DayTotals {
    Day day;
    ledger::Measures measures;
};

struct Overview {
    Range range;
    Totals totals;
    std::optional<std::pair<Range, Totals>> previous;
    std::vector<DayTotals> days;  // every day of the range
    /// None: not known yet, of a store so large that its lists have to be made first.
    std::optional<std::vector<TopCustomer>> top_customers;
    std::int64_t all_time_customers = 0;
    std::int64_t all_time_orders = 0;
    Money all_time_sales;
    std::optional<Instant> through;
};

/// Every day of a range with its measures, empty days too.
std::vector<DayTotals> read_days(db::Transaction& transaction, StoreId store_id, Range range);
/// The totals of all days of a range together.
Totals read_totals(db::Transaction& transaction, StoreId store_id, Range range,
                   const std::vector<DayTotals>& days);

Overview read_overview(db::Transaction& transaction, StoreId store_id, Range range, Compare compare,
                       LeaderBoards& boards);

}  // namespace tillwatch::insights
