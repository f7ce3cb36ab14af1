// What of a store decides how it is applied to: the time zone that counts, and by which rules its
// sums were made.
#pragma once

#include <optional>

#include "commerce/object_tables.hpp"
#include "projection/apply.hpp"

namespace tillwatch::projection {

struct StoreState {
    TimeZone zone;  // the shop's own word, else what people say
    std::optional<commerce::ShopZone> shop_zone;
    std::optional<Instant> through;  // when the newest projected delivery was received
    std::int64_t changes = 0;        // grows with each transaction that applies
    bool marked = false;             // whether its rules are written down
    bool outdated = false;           // its sums are to be rebuilt before anything is applied
};

/// For this transaction alone to work on the store; false while another does, an import or a
/// rebuild as well. One whose process stands still is ended on PostgreSQL, so that it is free soon.
bool try_lock_store(db::Transaction& transaction, StoreId store_id);

StoreState read_store_state(db::Transaction& transaction, const StoreProfile& store);

/// The store was applied to, by the rules of this program.
void mark_changed(db::Transaction& transaction, StoreId store_id, const StoreState& state);

}  // namespace tillwatch::projection
