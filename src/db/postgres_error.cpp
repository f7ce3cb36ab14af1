#include "db/postgres_error.hpp"

#include <array>
#include <utility>

namespace tillwatch::db {

Kind kind_of_sqlstate(std::string_view sqlstate, bool read_only) {
    // The longer prefix stands first.
    static constexpr std::array<std::pair<std::string_view, Kind>, 15> kinds{{
        {"23505", Kind::unique},
        {"23", Kind::constraint},
        {"22", Kind::constraint},
        {"25P03", Kind::unavailable},  // idle within a transaction for too long
        {"40001", Kind::conflict},
        {"40P01", Kind::conflict},
        {"53100", Kind::full},
        {"53", Kind::unavailable},     // out of memory, too many connections
        {"54", Kind::constraint},      // a value or a row that is too large
        {"55P03", Kind::unavailable},  // a lock not had in time
        {"57", Kind::unavailable},     // cancelled, timed out, shutting down, starting up
        {"58", Kind::unavailable},     // the server's disk
        {"08", Kind::unavailable},
        {"28", Kind::unavailable},  // not let in
        {"XX", Kind::unavailable},  // an error within the server
    }};
    // Written in what should be writable: the server is a standby now.
    if (sqlstate == "25006" && !read_only) return Kind::unavailable;
    // A prepared statement's table was changed by a migration: preparing it anew helps.
    if (sqlstate == "0A000") return Kind::conflict;
    for (const auto& [prefix, kind] : kinds) {
        if (sqlstate.starts_with(prefix)) return kind;
    }
    return Kind::bug;
}

}  // namespace tillwatch::db
