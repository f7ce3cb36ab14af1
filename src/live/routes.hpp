// Watching a store over HTTP: GET /api/v1/stores/{store}/live.
#pragma once

#include <span>

#include "http/router.hpp"
#include "live/live.hpp"

namespace tillwatch::live {

std::span<const http::Route<Live>> routes();

}  // namespace tillwatch::live
