#include "db/postgres_connecting.hpp"

#include <array>

#include <libpq-fe.h>

namespace tillwatch::db {

PGconn* start_connecting(const std::string& url) {
    constexpr std::array keywords = {"dbname",
                                     "client_encoding",
                                     "fallback_application_name",
                                     "keepalives_idle",
                                     "keepalives_interval",
                                     "keepalives_count",
                                     "tcp_user_timeout",
                                     static_cast<const char*>(nullptr)};
    const std::array values = {url.c_str(), "UTF8", "tillwatch", "10",
                               "5",         "3",    "10000",     static_cast<const char*>(nullptr)};
    return PQconnectStartParams(keywords.data(), values.data(), 1);
}

}  // namespace tillwatch::db
