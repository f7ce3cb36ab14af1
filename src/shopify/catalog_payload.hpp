// Products and checkouts as webhooks and REST show them.
#pragma once

#include "shopify/fields.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::shopify {

Parsed read_product(const Fields& fields, std::optional<Instant> triggered_at,
                    const Reading& reading);

/// Known by its token: ids of checkouts are gone since 2026-04.
Parsed read_checkout(const Fields& fields, std::optional<Instant> triggered_at,
                     const Reading& reading);

}  // namespace tillwatch::shopify
