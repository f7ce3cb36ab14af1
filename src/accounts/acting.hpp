// Who makes a request, as the audit log has it. Pure.
#pragma once

#include "accounts/accounts.hpp"
#include "audit/audit.hpp"
#include "http/request.hpp"

namespace tillwatch::accounts {

inline audit::Actor actor_of(const Caller& caller, const http::Request& request) {
    return {
        .user = caller.user_id, .api_key = caller.api_key_id, .address = request.client().text()};
}

}  // namespace tillwatch::accounts
