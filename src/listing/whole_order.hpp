// One order with all that is known of it, as JSON (docs/openapi.yaml, WholeOrder). Reads only.
#pragma once

#include <optional>
#include <string>

#include "db/transaction.hpp"
#include "stores/stores.hpp"

namespace tillwatch::listing {

std::optional<std::string> whole_order_json(db::Transaction& transaction,
                                            const stores::Membership& member, OrderId id);

}  // namespace tillwatch::listing
