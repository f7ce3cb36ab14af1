// Stores over HTTP: /api/v1/stores and /api/v1/stores/{store}.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "http/list_query.hpp"
#include "http/router.hpp"
#include "stores/stores.hpp"

namespace tillwatch::stores {

/// What the handlers need. `count_pending` answers how many of a store's deliveries are stored and
/// not yet projected; `public_url` is how Shopify reaches this server; `remove` deletes a store
/// whose name was told; `restate` has the sums of a store made anew whose time zone was chosen.
struct StoreDirectory {
    Stores& stores;
    std::function<std::int64_t(StoreId)> count_pending;
    std::string public_url;
    std::function<void(StoreId, const audit::Actor&, std::string_view name)> remove;
    Stores::ChooseTimeZone choose_time_zone;
    std::function<void(StoreId)> restate;
    const http::Cursors& cursors;
};

std::span<const http::Route<StoreDirectory>> routes();

}  // namespace tillwatch::stores
