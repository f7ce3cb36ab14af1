// Migrations: forward-only steps of a schema, embedded in the program (tools/embed_migrations.py).
// Each runs in one transaction with its own entry in `schema_migrations`, under a lock, so a crash
// leaves the old schema or the new one, and two servers that start at once do not meet.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/clock.hpp"
#include "db/database.hpp"

namespace tillwatch::db {

struct Migration {
    std::int64_t version;  // 1, 2, 3, …
    std::string_view name;
    const char* sqlite;
    const char* postgres;
    std::string_view sqlite_checksum;
    std::string_view postgres_checksum;
};

struct MigrationSet {
    std::string_view name;
    std::span<const Migration> migrations;
};

/// Brings the database to the newest version of the set; answers how many migrations that took.
/// A Failure with Code::conflict refuses a database that is newer than the program, or that had a
/// migration which is not the program's.
int migrate(Database& database, const MigrationSet& set, const Clock& clock);

}  // namespace tillwatch::db
