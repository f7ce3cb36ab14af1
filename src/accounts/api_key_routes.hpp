// The keys of a person's programs over HTTP: /api/v1/me/api-keys.
#pragma once

#include <span>

#include "accounts/api_keys.hpp"
#include "http/router.hpp"

namespace tillwatch::accounts {

std::span<const http::Route<ApiKeys>> api_key_routes();

}  // namespace tillwatch::accounts
