// The delivery log over HTTP: /api/v1/stores/{store}/deliveries… . The router has made sure that
// the caller may see the store and has left the membership with the request.
#pragma once

#include <span>

#include "http/router.hpp"
#include "intake/delivery_log.hpp"

namespace tillwatch::intake {

std::span<const http::Route<DeliveryLog>> log_routes();

}  // namespace tillwatch::intake
