// Bodies that tell what happened to an object, not what it is: an edit, a merge, a deletion, what a
// shop says of itself.
#pragma once

#include "shopify/fields.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::shopify {

/// `{"order_edit": {...}}`: which units were added to and taken from which lines.
Parsed read_order_edit(const Fields& fields, std::optional<Instant> triggered_at,
                       const Reading& reading);

/// Global ids only; a merge that failed or is not over yet sends as well and has no effect.
Parsed read_customer_merge(const Fields& fields, std::optional<Instant> triggered_at,
                           const Reading& reading);

/// An id, of a checkout a token.
Parsed read_deletion(commerce::Deletion::Kind kind, const Fields& fields, const Reading& reading);

Parsed read_shop(const Fields& fields, std::optional<Instant> triggered_at, const Reading& reading);
Parsed read_uninstalled_shop(const Fields& fields, std::optional<Instant> triggered_at,
                             const Reading& reading);

}  // namespace tillwatch::shopify
