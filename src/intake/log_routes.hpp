// The delivery log over HTTP: /api/v1/stores/{store}/deliveries… . The router has made sure that
// the caller may see the store and has left the membership with the request.
#pragma once

#include <span>

#include "http/list_query.hpp"
#include "http/router.hpp"
#include "intake/refusals.hpp"
#include "intake/replays.hpp"
#include "stores/exports.hpp"

namespace tillwatch::intake {

/// What the handlers need.
struct LogDesk {
    DeliveryLog& log;
    Replays& replays;
    const Refusals& refusals;
    const stores::Stores& stores;
    const http::Cursors& cursors;
    stores::Exports& exports;
};

std::span<const http::Route<LogDesk>> log_routes();

}  // namespace tillwatch::intake
