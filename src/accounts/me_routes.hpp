// What people do with their own account over HTTP: /api/v1/me.
#pragma once

#include <span>

#include "accounts/desk.hpp"
#include "http/router.hpp"

namespace tillwatch::accounts {

std::span<const http::Route<Desk>> me_routes();

}  // namespace tillwatch::accounts
