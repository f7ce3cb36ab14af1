// The steps of applying (apply.hpp) that are about customers.
#pragma once

#include "projection/apply.hpp"

namespace tillwatch::projection {

/// How many orders of a merged customer are moved at a time.
inline constexpr std::size_t moved_orders_max = 1'000;

/// The orders of customers who were merged go to those who were kept; who was merged goes. Leaves
/// the tables consistent.
void apply_merges(db::Transaction& transaction, StoreId store_id,
                  const std::vector<commerce::CustomerMerge>& merges, Applied& applied);

/// Who was deleted or merged is no longer known.
void remove_customers(db::Transaction& transaction, StoreId store_id,
                      std::span<const CustomerId> ids);

/// Keeps the greatest sighting of each. Those who were deleted or merged are passed over.
void apply_customers(db::Transaction& transaction, StoreId store_id,
                     const std::vector<commerce::CustomerSighting>& sightings, Applied& applied);

}  // namespace tillwatch::projection
