// Rebuilding: everything that is derived of a store is made anew from the stored objects, and what
// is not so in the tables is replaced.
#pragma once

#include "projection/apply.hpp"

namespace tillwatch::projection {

/// What is made beside the store's work is held in memory: at most so many rows. A store that needs
/// more is rebuilt within one writing transaction, which keeps its other work waiting.
inline constexpr std::size_t rebuild_rows_max = 500'000;
/// How often it is made beside the store's work: if the store was applied to meanwhile, again.
inline constexpr int rebuild_tries_max = 3;

/// Made from a snapshot and put in its place under the store's lock.
void rebuild(db::Database& database, const StoreProfile& store);

/// Rebuilds a store whose sums were made by older rules. Answers whether it did.
bool bring_up_to_date(db::Database& database, const StoreProfile& store);

/// Within a transaction that holds the store's lock.
void rebuild_within(db::Transaction& transaction, const StoreProfile& store);

}  // namespace tillwatch::projection
