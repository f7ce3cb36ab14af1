// Signing up, in and out over HTTP: /api/v1/auth. Nobody is known here yet.
#pragma once

#include <span>

#include "accounts/desk.hpp"
#include "http/router.hpp"

namespace tillwatch::accounts {

std::span<const http::Route<Desk>> auth_routes();

}  // namespace tillwatch::accounts
