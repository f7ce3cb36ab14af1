// How every connection to PostgreSQL begins. Internal to db.
#pragma once

#include <string>

struct pg_conn;

namespace tillwatch::db {

/// To be gone on with by PQconnectPoll; null without memory. A server that is gone is noticed
/// within half a minute, also by who only listens.
pg_conn* start_connecting(const std::string& url);

}  // namespace tillwatch::db
