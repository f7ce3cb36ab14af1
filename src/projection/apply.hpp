// Applying snapshots to a store: tables, ledger and sums move together, in the transaction given.
// What ends up stored depends only on which snapshots were applied, never on their order, their
// grouping or their repetition.
#pragma once

#include <optional>
#include <vector>

#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "db/database.hpp"
#include "projection/store_change.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::projection {

/// What applying needs to know of a store that never changes.
struct StoreProfile {
    StoreId store_id;
    Currency currency;
};

/// A transaction that applies runs with this: it holds the store's lock (LockStore, TryLockStore),
/// and after having waited for it sees what the others committed meanwhile.
inline constexpr db::Work applying_work{
    .statement_timeout_ms = 30'000, .isolation = db::Isolation::read_committed, .alone = true};

/// For each list of the snapshots, in its order: whether that one changed what is stored.
struct Applied {
    std::vector<bool> orders;
    std::vector<bool> refunds;
    std::vector<bool> customers;
    std::vector<bool> edits;
    std::vector<bool> agreements;
    std::vector<bool> products;
    std::vector<bool> checkouts;
    std::vector<bool> merges;
    std::vector<bool> deletions;
    std::vector<bool> shop_changes;
    ChangedDays days;
    /// When the newest delivery that was projected before was received.
    std::optional<Instant> through;
    /// Of the stores, where the shop changed one: to be learned after the commit (stores::Stores).
    std::optional<std::uint64_t> stores_generation;
};

/// Rebuilds the store first if its sums were made by older rules: that is right and may take long,
/// so who can brings them up to date before (rebuild.hpp).
Applied apply(db::Transaction& transaction, const StoreProfile& store,
              const shopify::Snapshots& snapshots);

}  // namespace tillwatch::projection
