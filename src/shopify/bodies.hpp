// From a whole body, as webhooks and REST spell it, to snapshots: one reader for each subject.
#pragma once

#include "shopify/payload.hpp"
#include "shopify/subject.hpp"

namespace tillwatch::shopify {

/// `fields` is the body's root and writes to `reading`.
Parsed read_body(Subject subject, const Fields& fields, std::optional<Instant> triggered_at,
                 const Reading& reading);

}  // namespace tillwatch::shopify
