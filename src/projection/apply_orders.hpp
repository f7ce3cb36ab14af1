// The steps of applying (apply.hpp) that change orders. Each leaves the tables consistent.
#pragma once

#include "projection/apply.hpp"

namespace tillwatch::projection {

/// Orders and what came of them by itself. Those that were deleted are passed over.
void apply_orders(db::Transaction& transaction, StoreId store_id, const TimeZone& zone,
                  const shopify::Snapshots& snapshots, Applied& applied);

/// Takes orders out of all tables.
void remove_orders(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids,
                   Applied& applied);

}  // namespace tillwatch::projection
