// What changes of repeats and cohorts with the days on which customers have orders.
#pragma once

#include "projection/ledger_tables.hpp"

namespace tillwatch::projection {

/// Adds to the deltas what those of customer_days mean for repeats and cohorts. Of each customer
/// concerned the days with orders are read, at most one row a day, and only those beside a change
/// and one a month are taken further: what lies between gives the same before and after.
void add_lines(db::Transaction& transaction, StoreId store_id, SumDeltas& deltas);

}  // namespace tillwatch::projection
