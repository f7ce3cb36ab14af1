// Changing orders in the ledger: their rows, their sales, and everything that is summed from them.
// What an order gave is taken back, what it gives now is added, and so it is with the other orders
// of its customer whose standing changes. The tables are consistent before and after.
#pragma once

#include "projection/standings.hpp"
#include "projection/store_change.hpp"

namespace tillwatch::projection {

/// Each order at most once. `before` is as stored; `after` needs no standing. An order without
/// `after` goes with all that came of it. Adds the days whose figures change.
void change_orders(db::Transaction& transaction, StoreId store_id, std::vector<OrderChange> changes,
                   ChangedDays& changed_days);

}  // namespace tillwatch::projection
