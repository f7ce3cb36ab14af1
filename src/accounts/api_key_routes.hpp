// The keys of a person's programs over HTTP: /api/v1/me/api-keys.
#pragma once

#include <span>

#include "accounts/api_keys.hpp"
#include "http/list_query.hpp"
#include "http/router.hpp"

namespace tillwatch::accounts {

struct ApiKeyDesk {
    ApiKeys& keys;
    const http::Cursors& cursors;
};

std::span<const http::Route<ApiKeyDesk>> api_key_routes();

}  // namespace tillwatch::accounts
