// Every table of routes that the program has. The service adds them to its router; a test holds
// them against docs/openapi.yaml.
#pragma once

#include "accounts/api_key_routes.hpp"
#include "accounts/auth_routes.hpp"
#include "accounts/me_routes.hpp"
#include "insights/routes.hpp"
#include "intake/log_routes.hpp"
#include "intake/webhook_edge.hpp"
#include "listing/routes.hpp"
#include "live/routes.hpp"
#include "service_routes.hpp"
#include "stores/audit_routes.hpp"
#include "stores/member_routes.hpp"
#include "stores/routes.hpp"

namespace tillwatch {

/// Calls `visit` with each: a std::span<const http::Route<Part>>, of another Part each time.
template <class Visit>
void visit_route_tables(Visit visit) {
    visit(intake::routes());
    visit(intake::log_routes());
    visit(accounts::api_key_routes());
    visit(accounts::auth_routes());
    visit(accounts::me_routes());
    visit(stores::routes());
    visit(stores::member_routes());
    visit(stores::audit_routes());
    visit(insights::routes());
    visit(listing::routes());
    visit(live::routes());
    visit(service_routes());
}

}  // namespace tillwatch
