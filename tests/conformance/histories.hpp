// Generated histories of a store: all that deliveries may show, small enough that things meet.
#pragma once

#include <vector>

#include "shopify/payload.hpp"

namespace tillwatch::test {

/// Each element is what one delivery shows. Within a RapidCheck property.
std::vector<shopify::Snapshots> some_history();

/// The same snapshots in another order, some of them twice.
std::vector<shopify::Snapshots> in_disorder(std::vector<shopify::Snapshots> history);

void append(shopify::Snapshots& all, const shopify::Snapshots& more);

}  // namespace tillwatch::test
