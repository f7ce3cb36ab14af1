// Migrates the SQLite database of a directory: the victim of migration_test's kills.
#include <cstdio>

#include "base/clock.hpp"
#include "migrator/migrations.hpp"

int main(int count, char** arguments) {
    using namespace tillwatch;
    if (count != 2) return 2;
    try {
        const auto database = db::Database::open({db::Engine::sqlite, arguments[1], {}}, "state");
        db::migrate(*database, migrator::migrations::example, SystemClock());
        return 0;
    } catch (const db::DatabaseError& error) {
        std::fprintf(stderr, "%s\n", error.detail().c_str());
        return 1;
    }
}
