// The step of applying (apply.hpp) that is about what a shop says of itself.
#pragma once

#include "projection/store_state.hpp"

namespace tillwatch::projection {

/// Another time zone restates all of the store's days. A shop that took the program off is no
/// longer connected, whatever it says later.
void apply_shop_changes(db::Transaction& transaction, const StoreProfile& store,
                        const StoreState& state, const std::vector<commerce::ShopChange>& changes,
                        Applied& applied);

}  // namespace tillwatch::projection
