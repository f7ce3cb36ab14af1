// Refunds as webhooks and REST show them, alone or within an order.
#pragma once

#include "commerce/snapshots.hpp"
#include "shopify/fields.hpp"

namespace tillwatch::shopify {

/// None where an id or a date is missing. The sign of what goes back is turned to the ledger's:
/// negative (commerce::RefundAdjustment).
std::optional<commerce::Refund> read_refund(const Fields& fields);

}  // namespace tillwatch::shopify
