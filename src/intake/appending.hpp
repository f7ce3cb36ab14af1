// One commit of the inbox: claims the keys of a batch of deliveries and appends those that are new.
// Called within a write; it may run more than once.
#pragma once

#include <span>
#include <vector>

#include "db/transaction.hpp"
#include "intake/delivery.hpp"
#include "intake/inbox.hpp"
#include "intake/recent_keys.hpp"

namespace tillwatch::intake {

/// At most commit_deliveries_max. A receipt for each, in their order. `recent` is the embedded
/// database's, else null.
std::vector<Receipt> append_all(db::Transaction& transaction,
                                std::span<const Delivery* const> deliveries, RecentKeys* recent);

}  // namespace tillwatch::intake
