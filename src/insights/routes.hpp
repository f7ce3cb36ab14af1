// The questions over HTTP: /api/v1/stores/{store}/insights/… . The router has made sure that the
// caller may see the store and has left the membership with the request.
#pragma once

#include <functional>
#include <span>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "http/list_query.hpp"
#include "http/router.hpp"
#include "insights/leader_boards.hpp"
#include "stores/stores.hpp"

namespace tillwatch::insights {

/// What the handlers need. `count_pending` answers how many deliveries of a store are stored and
/// not yet projected, as of the transaction that reads the figures.
struct Insights {
    db::Database& state;
    LeaderBoards& boards;
    const Clock& clock;
    const http::Cursors& cursors;
    std::function<std::int64_t(db::Transaction&, StoreId)> count_pending;
};

std::span<const http::Route<Insights>> routes();

}  // namespace tillwatch::insights
