// The time zone that people say a store has, where the shop itself has named none.
#pragma once

#include "base/id.hpp"
#include "base/time_zone.hpp"
#include "db/transaction.hpp"

namespace tillwatch::projection {

/// Waits for whoever works on the store. All days may be others now: its sums are outdated until
/// the projection makes them anew. Failure: invalid, of the field `timezone`, where the shop has
/// named one: its word counts.
void choose_time_zone(db::Transaction& transaction, StoreId store_id, const TimeZone& zone);

}  // namespace tillwatch::projection
