// What the stores have, over HTTP: /api/v1/stores/{store}/orders, …/customers, …/products,
// …/checkouts, each a list (as JSON by pages, as CSV whole) and one of it. The router has made sure
// that the caller may see the store and has left the membership with the request.
#pragma once

#include <span>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "http/list_query.hpp"
#include "http/router.hpp"
#include "stores/exports.hpp"

namespace tillwatch::listing {

/// What the handlers need.
struct Listing {
    db::Database& state;
    const Clock& clock;
    const http::Cursors& cursors;
    stores::Exports& exports;
};

std::span<const http::Route<Listing>> routes();

}  // namespace tillwatch::listing
