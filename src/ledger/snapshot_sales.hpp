// The rows that an order's snapshot gives with its refunds and edits: what counts as long as
// Shopify's own ledger of the order is not known, or older. Pure.
#pragma once

#include <vector>

#include "ledger/sales.hpp"

namespace tillwatch::ledger {

std::vector<Sale> sales_of_snapshot(const commerce::EffectiveOrder& order, const TimeZone& zone);

}  // namespace tillwatch::ledger
