// The people of a store over HTTP: /api/v1/stores/{store}/members, and accepting an invitation.
#pragma once

#include <span>

#include "http/list_query.hpp"
#include "http/router.hpp"
#include "stores/members.hpp"

namespace tillwatch::stores {

struct MemberDesk {
    Members& members;
    const http::Cursors& cursors;
};

std::span<const http::Route<MemberDesk>> member_routes();

}  // namespace tillwatch::stores
