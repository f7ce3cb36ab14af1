// The days of a range with the measures that one value of a dimension has on them. Costs a look at
// each day; of a product type the days of all products. Thread-safe.
#pragma once

#include "insights/dimension.hpp"
#include "insights/overview.hpp"

namespace tillwatch::insights {

/// Every day of the range, empty days too.
std::vector<DayTotals> read_days_of(db::Transaction& transaction, StoreId store_id,
                                    const Part& part, Range range);
ledger::Measures sum_of(const std::vector<DayTotals>& days);

}  // namespace tillwatch::insights
