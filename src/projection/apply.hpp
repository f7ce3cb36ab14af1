// Applying snapshots to a store: tables, ledger and rollups move together, in the transaction
// given. What ends up stored depends only on which snapshots were applied, never on their order,
// their grouping or their repetition.
#pragma once

#include <vector>

#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "db/database.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::projection {

/// What applying needs to know of a store.
struct StoreProfile {
    StoreId store_id;
    Currency currency;
    TimeZone zone;
};

/// A transaction that applies runs with this: it holds the store's lock (LockStore, TryLockStore),
/// and after having waited for it sees what the others committed meanwhile.
inline constexpr db::Work applying_work{.statement_timeout_ms = 30'000,
                                        .isolation = db::Isolation::read_committed};

/// For each list of the snapshots, in its order: whether that one changed what is stored.
struct Applied {
    std::vector<bool> orders;
    std::vector<bool> refunds;
    std::vector<bool> customers;
};

Applied apply(db::Transaction& transaction, const StoreProfile& store,
              const shopify::Snapshots& snapshots);

}  // namespace tillwatch::projection
