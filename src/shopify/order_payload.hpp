// Orders, refunds and customers as REST-shaped JSON objects (webhook bodies, order exports).
#pragma once

#include "shopify/fields.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::shopify {

/// Whether the body is a whole order: it has its currency, its lines and a date. One cut down by a
/// subscription's field list is not.
bool is_full_order(const Fields& fields);

/// The order and, where it names one, its customer. Problems are left in the reading.
Snapshots read_order(const Fields& fields, std::optional<Instant> triggered_at, Currency currency);

/// None where an id or a date is missing.
std::optional<commerce::Refund> read_refund(const Fields& fields);

/// None where there is no id.
std::optional<commerce::Customer> read_customer(const Fields& fields);

}  // namespace tillwatch::shopify
