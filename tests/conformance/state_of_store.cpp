#include "conformance/state_of_store.hpp"

#include "base/clock.hpp"
#include "db/migrations.hpp"
#include "dump/sql.hpp"

namespace tillwatch::test {
namespace {

template <class Q>
void append_table(std::string& out, db::Transaction& transaction, std::int64_t store_id) {
    out.append("--\n");
    for (const auto& row : transaction.all<Q>({.store_id = store_id}))
        out.append(row.content).append("\n");
}

template <class Q>
std::string one_table(db::Database& database, std::int64_t store_id) {
    return database.read([&](db::Transaction& transaction) {
        std::string out;
        append_table<Q>(out, transaction, store_id);
        return out;
    });
}

}  // namespace

std::string rollups_of_store(db::Database& database, std::int64_t store_id) {
    return one_table<dump::sql::DumpRollups>(database, store_id);
}

std::string recomputed_rollups(db::Database& database, std::int64_t store_id) {
    return one_table<dump::sql::RecomputeRollups>(database, store_id);
}

void migrate_program(db::Database& database) {
    db::migrate(database, db::migrations::state, SystemClock());
    db::migrate(database, db::migrations::inbox, SystemClock());
}

std::string state_of_store(db::Database& database, std::int64_t store_id) {
    return database.read([&](db::Transaction& transaction) {
        std::string out;
        append_table<dump::sql::DumpOrders>(out, transaction, store_id);
        append_table<dump::sql::DumpOrderLines>(out, transaction, store_id);
        append_table<dump::sql::DumpRefunds>(out, transaction, store_id);
        append_table<dump::sql::DumpRefundLines>(out, transaction, store_id);
        append_table<dump::sql::DumpCustomers>(out, transaction, store_id);
        append_table<dump::sql::DumpSales>(out, transaction, store_id);
        append_table<dump::sql::DumpRollups>(out, transaction, store_id);
        return out;
    });
}

}  // namespace tillwatch::test
