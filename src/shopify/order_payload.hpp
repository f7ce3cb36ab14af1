// Orders as webhooks and REST show them: snake_case keys, numbers as ids.
#pragma once

#include "shopify/fields.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::shopify {

/// Whether the body is a whole order: it has its currency, its lines and a date. One cut down by a
/// subscription's field list is not.
bool is_full_order(const Fields& fields);

/// The order and, where it names one, its customer. Problems are left in the reading.
Snapshots read_order(const Fields& fields, std::optional<Instant> triggered_at, Currency currency);

}  // namespace tillwatch::shopify
