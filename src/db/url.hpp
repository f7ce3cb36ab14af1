// Where the database is: `sqlite:DIRECTORY` or `postgresql://…`.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "db/statement.hpp"

namespace tillwatch::db {

struct Url {
    Engine engine = Engine::sqlite;
    std::string directory;  // SQLite: holds state.db and inbox.db
    Secret connection;      // PostgreSQL: libpq's URI, with its password if it has one

    /// For the log: a PostgreSQL URL without its user, password and options.
    std::string text() const;
};

Result<Url> parse_database_url(std::string_view text);

}  // namespace tillwatch::db
