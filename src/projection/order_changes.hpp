// Changing orders in the ledger: their rows, their sales, and everything that is summed from them.
// What an order gave is taken back, what it gives now is added, and so it is with the other orders
// of its customer whose standing changes. The tables are consistent before and after.
#pragma once

#include "projection/standings.hpp"

namespace tillwatch::projection {

/// Each order at most once. `before` is as stored; `after` needs no standing. An order without
/// `after` goes with all that came of it.
void change_orders(db::Transaction& transaction, StoreId store_id,
                   std::vector<OrderChange> changes);

}  // namespace tillwatch::projection
