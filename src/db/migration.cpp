#include "db/migration.hpp"

#include <fmt/format.h>

#include "db/sql.hpp"

namespace tillwatch::db {
namespace {

constexpr int migration_timeout_ms = 3'600'000;

constexpr const char* sqlite_prelude = R"(
create table if not exists schema_migrations (
    set_name text not null,
    version bigint not null,
    name text not null,
    checksum text not null,
    applied_at_ms bigint not null,
    primary key (set_name, version)
))";

// The number is the lock's name: "tillwatc" as eight characters.
constexpr const char* postgres_prelude = R"(
select pg_advisory_xact_lock(x'74696c6c77617463'::bigint);
do $$ begin
    if to_regtype('ms_int') is null then create domain ms_int as bigint; end if;
    if to_regtype('sorted_text') is null then
        create domain sorted_text as text collate "C";
    end if;
    if to_regtype('json_text') is null then create domain json_text as text; end if;
    if to_regtype('body_blob') is null then create domain body_blob as bytea; end if;
    if to_regclass('schema_migrations') is null then
        create table schema_migrations (
            set_name text not null,
            version bigint not null,
            name text not null,
            checksum text not null,
            applied_at_ms bigint not null,
            primary key (set_name, version)
        );
    end if;
end $$)";

std::string_view checksum_of(const Migration& migration, Engine engine) {
    return engine == Engine::sqlite ? migration.sqlite_checksum : migration.postgres_checksum;
}

void check(const MigrationSet& set, const sql::AppliedMigrations::Row& applied, Engine engine) {
    const auto known = static_cast<std::int64_t>(set.migrations.size());
    if (applied.version > known) {
        throw Failure(Code::conflict,
                      fmt::format("the database is newer than this program: it has version {} of "
                                  "{}, the program knows {}; start the newer program, or restore "
                                  "a backup made before the upgrade",
                                  applied.version, set.name, known));
    }
    const auto& migration = set.migrations[static_cast<std::size_t>(applied.version - 1)];
    if (applied.checksum == checksum_of(migration, engine)) return;
    throw Failure(
        Code::conflict,
        fmt::format("migration {:04}_{} of {} is not the one this database had "
                    "({:04}_{}): the program is not a successor of the one that made it",
                    migration.version, migration.name, set.name, applied.version, applied.name));
}

/// The next missing migration, if there is one; answers how many it ran.
int migrate_once(Transaction& transaction, const MigrationSet& set, std::int64_t now_ms) {
    const auto engine = transaction.engine();
    transaction.script(engine == Engine::sqlite ? sqlite_prelude : postgres_prelude);
    const auto applied = transaction.all<sql::AppliedMigrations>({.set_name = set.name});
    for (const auto& row : applied) check(set, row, engine);
    if (applied.size() == set.migrations.size()) return 0;

    const auto& next = set.migrations[applied.size()];
    transaction.script(engine == Engine::sqlite ? next.sqlite : next.postgres);
    transaction.run<sql::AddMigration>({.set_name = set.name,
                                        .version = next.version,
                                        .name = next.name,
                                        .checksum = checksum_of(next, engine),
                                        .applied_at_ms = now_ms});
    return 1;
}

}  // namespace

int migrate(Database& database, const MigrationSet& set, const Clock& clock) {
    const Work work{.statement_timeout_ms = migration_timeout_ms,
                    .isolation = Isolation::read_committed};
    int count = 0;
    const auto once = [&](Transaction& transaction) {
        return migrate_once(transaction, set, clock.now().ms);
    };
    while (database.write(once, work) > 0) ++count;
    return count;
}

}  // namespace tillwatch::db
