#include "conformance/state_of_store.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "db/migrations.hpp"
#include "dump/sql.hpp"

namespace tillwatch::test {
namespace {

namespace sql = dump::sql;

template <class... Tables>
std::string all_of(db::Transaction& transaction, std::int64_t store_id) {
    std::string out;
    const auto append = [&]<class Table>() {
        out.append(Table::statement.name).append("\n");
        for (const auto& row : transaction.all<Table>({.store_id = store_id}))
            out.append(row.content).append("\n");
    };
    (append.template operator()<Tables>(), ...);
    return out;
}

template <class... Tables>
std::vector<std::string> rows_of(db::Database& database, std::int64_t store_id) {
    std::vector<std::string> rows;
    database.read([&](db::Transaction& transaction) {
        const auto append = [&]<class Table>() {
            for (auto& row : transaction.all<Table>({.store_id = store_id}))
                rows.push_back(std::move(row.content));
        };
        (append.template operator()<Tables>(), ...);
    });
    std::ranges::sort(rows);
    return rows;
}

}  // namespace

std::vector<std::string> sums_of_store(db::Database& database, std::int64_t store_id) {
    return rows_of<sql::DumpTwoDimensions, sql::DumpLines>(database, store_id);
}

std::vector<std::string> recomputed_sums(db::Database& database, std::int64_t store_id) {
    return rows_of<sql::RecomputeRollups, sql::RecomputeLines>(database, store_id);
}

void migrate_program(db::Database& database) {
    db::migrate(database, db::migrations::state, SystemClock());
    db::migrate(database, db::migrations::inbox, SystemClock());
}

std::string state_of_store(db::Database& database, std::int64_t store_id) {
    return database.read([&](db::Transaction& transaction) {
        return all_of<sql::DumpOrders, sql::DumpOrderLines, sql::DumpOrderShippingLines,
                      sql::DumpOrderCharges, sql::DumpOrderMilestones, sql::DumpRefunds,
                      sql::DumpRefundLines, sql::DumpRefundAdjustments, sql::DumpOrderEdits,
                      sql::DumpOrderEditLines, sql::DumpOrderAgreements, sql::DumpAgreementSales,
                      sql::DumpCustomers, sql::DumpCustomerAddresses, sql::DumpCustomerAliases,
                      sql::DumpProducts, sql::DumpVariants, sql::DumpCheckouts,
                      sql::DumpCheckoutLines, sql::DumpTombstones, sql::DumpShops, sql::DumpSales,
                      sql::DumpRollups, sql::DumpRepeatOrders, sql::DumpCustomerDays,
                      sql::DumpCohorts, sql::DumpKnownCustomers>(transaction, store_id);
    });
}

}  // namespace tillwatch::test
