// Which orders are their customers' first, and what changes of it with a set of orders that change.
// Only the first order of each customer concerned is looked up: a customer's line is never read as
// a whole.
#pragma once

#include <optional>
#include <vector>

#include "projection/ledger_tables.hpp"

namespace tillwatch::projection {

/// An order that appears, vanishes or changes.
struct OrderChange {
    std::optional<LedgerOrder> before;
    std::optional<LedgerOrder> after;
    const commerce::Order* base = nullptr;  // the snapshot to store, where it is a greater one

    OrderId id() const { return (after ? after : before)->entry.order_id; }
};

/// Gives each `after` its standing and appends the other orders whose standing changes. The tables
/// are as before all of the changes.
void settle_standings(db::Transaction& transaction, StoreId store_id,
                      std::vector<OrderChange>& changes);

}  // namespace tillwatch::projection
