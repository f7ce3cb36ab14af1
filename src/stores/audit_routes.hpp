// The audit log over HTTP: /api/v1/stores/{store}/audit and /api/v1/me/audit.
#pragma once

#include <span>

#include "db/database.hpp"
#include "http/router.hpp"

namespace tillwatch::stores {

struct AuditDesk {
    db::Database& state;
};

std::span<const http::Route<AuditDesk>> audit_routes();

}  // namespace tillwatch::stores
