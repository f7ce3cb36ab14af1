// The people of a store over HTTP: /api/v1/stores/{store}/members, and accepting an invitation.
#pragma once

#include <span>

#include "http/router.hpp"
#include "stores/members.hpp"

namespace tillwatch::stores {

std::span<const http::Route<Members>> member_routes();

}  // namespace tillwatch::stores
