// The audit log over HTTP: /api/v1/stores/{store}/audit and /api/v1/me/audit.
#pragma once

#include <span>

#include "db/database.hpp"
#include "http/list_query.hpp"
#include "http/router.hpp"
#include "stores/stores.hpp"

namespace tillwatch::stores {

struct AuditDesk {
    db::Database& state;
    Stores& stores;
    const http::Cursors& cursors;
};

std::span<const http::Route<AuditDesk>> audit_routes();

}  // namespace tillwatch::stores
