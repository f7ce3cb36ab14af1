// The steps of applying (apply.hpp) that are about objects without figures, and about deletions.
#pragma once

#include "projection/apply.hpp"

namespace tillwatch::projection {

/// Final: the objects go with all that belongs to them, and what comes later of them has no effect.
/// The orders of a deleted customer stay that customer's.
void apply_deletions(db::Transaction& transaction, StoreId store_id,
                     const std::vector<commerce::Deletion>& deletions, Applied& applied);

void apply_products(db::Transaction& transaction, StoreId store_id,
                    const std::vector<commerce::Product>& products, Applied& applied);
void apply_checkouts(db::Transaction& transaction, StoreId store_id,
                     const std::vector<commerce::Checkout>& checkouts, Applied& applied);

}  // namespace tillwatch::projection
