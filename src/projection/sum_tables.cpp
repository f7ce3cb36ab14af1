#include <set>

#include "projection/ledger_tables.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

std::int64_t count_of(std::int64_t delta) {
    return delta;
}
template <class Measures>
std::int64_t count_of(const Measures& delta) {
    return delta.orders;
}

/// Calls `add` with each delta that is to be added to its row, and `look_at` with the key of each
/// row that may come to zero: none to which orders were added, as no row has less than none.
template <class Deltas, class Add, class LookAt>
void each_row(const Deltas& deltas, Touch touch, Add add, LookAt look_at) {
    for (const auto& [key, delta] : deltas) {
        if (touch == Touch::changed && delta == std::decay_t<decltype(delta)>{}) continue;
        add(key, delta);
        if (touch == Touch::all || count_of(delta) <= 0) look_at(key);
    }
}

/// Adds rows to one table, then takes those away that came to zero.
template <class Add, class DeleteZero>
void add_rows(db::Transaction& transaction, const std::vector<typename Add::Params>& added,
              const std::vector<typename DeleteZero::Params>& looked_at) {
    if (!added.empty()) transaction.send_batch<Add>(added);
    if (!looked_at.empty()) transaction.send_batch<DeleteZero>(looked_at);
}

template <class Add, class DeleteZero, class Deltas, class RowOf, class KeyOf>
void add_to_table(db::Transaction& transaction, const Deltas& deltas, Touch touch, RowOf row_of,
                  KeyOf key_of) {
    std::vector<typename Add::Params> added;
    std::vector<typename DeleteZero::Params> looked_at;
    each_row(
        deltas, touch,
        [&](const auto& key, const auto& delta) { added.push_back(row_of(key, delta)); },
        [&](const auto& key) { looked_at.push_back(key_of(key)); });
    add_rows<Add, DeleteZero>(transaction, added, looked_at);
}

sql::AddToRollup::Params row_of(StoreId store_id, const ledger::RollupKey& key,
                                const ledger::Measures& m) {
    return {.store_id = store_id.value,
            .dimension = static_cast<std::int64_t>(key.dimension),
            .value = key.value,
            .day = key.day.number,
            .orders = m.orders,
            .inexact_orders = m.inexact_orders,
            .units = m.units,
            .gross_sales = m.gross_sales,
            .discounts = m.discounts,
            .returns = m.returns,
            .shipping = m.shipping,
            .duties = m.duties,
            .fees = m.fees,
            .taxes = m.taxes,
            .tips = m.tips,
            .gift_cards = m.gift_cards,
            .order_value = m.order_value,
            .customer_orders = m.customer_orders,
            .first_orders = m.first_orders};
}

void add_to_repeats(db::Transaction& transaction, StoreId store_id,
                    const ledger::RepeatDeltas& deltas, Touch touch) {
    const auto row_of = [&](const ledger::RepeatKey& key, std::int64_t orders) {
        return sql::AddToRepeatOrders::Params{store_id.value, static_cast<std::int64_t>(key.grain),
                                              key.before, key.day, orders};
    };
    const auto key_of = [&](const ledger::RepeatKey& key) {
        return sql::DeleteZeroRepeatOrders::Params{
            store_id.value, static_cast<std::int64_t>(key.grain), key.before, key.day};
    };
    add_to_table<sql::AddToRepeatOrders, sql::DeleteZeroRepeatOrders>(transaction, deltas, touch,
                                                                      row_of, key_of);
}

void add_to_customer_days(db::Transaction& transaction, StoreId store_id,
                          const ledger::CustomerDayDeltas& deltas, Touch touch) {
    const auto row_of = [&](const ledger::CustomerDayKey& key, const ledger::CustomerMeasures& m) {
        return sql::AddToCustomerDay::Params{store_id.value, key.customer_id.value, key.day.number,
                                             m.orders,       m.net_sales,           m.total_sales};
    };
    const auto key_of = [&](const ledger::CustomerDayKey& key) {
        return sql::DeleteZeroCustomerDay::Params{store_id.value, key.customer_id.value,
                                                  key.day.number};
    };
    add_to_table<sql::AddToCustomerDay, sql::DeleteZeroCustomerDay>(transaction, deltas, touch,
                                                                    row_of, key_of);
}

/// Tells who keeps something by customers and days which days changed.
void mark_days(db::Transaction& transaction, StoreId store_id,
               const ledger::CustomerDayDeltas& deltas) {
    std::set<Day> days;
    for (const auto& [key, delta] : deltas)
        if (delta != ledger::CustomerMeasures{}) days.insert(key.day);
    std::vector<sql::MarkCustomerDay::Params> rows;
    for (const auto day : days) rows.push_back({store_id.value, day.number});
    if (!rows.empty()) transaction.send_batch<sql::MarkCustomerDay>(rows);
}

void add_to_cohorts(db::Transaction& transaction, StoreId store_id,
                    const ledger::CohortDeltas& deltas, Touch touch) {
    const auto row_of = [&](const ledger::CohortKey& key, std::int64_t customers) {
        return sql::AddToCohort::Params{store_id.value, key.first_month, key.month, customers};
    };
    const auto key_of = [&](const ledger::CohortKey& key) {
        return sql::DeleteZeroCohort::Params{store_id.value, key.first_month, key.month};
    };
    add_to_table<sql::AddToCohort, sql::DeleteZeroCohort>(transaction, deltas, touch, row_of,
                                                          key_of);
}

}  // namespace

RollupRows::RollupRows(StoreId store_id, const ledger::RollupDeltas& deltas, Touch touch) {
    added_.reserve(deltas.size());
    each_row(
        deltas, touch,
        [&](const ledger::RollupKey& key, const ledger::Measures& delta) {
            added_.push_back(row_of(store_id, key, delta));
        },
        [&](const ledger::RollupKey& key) {
            looked_at_.push_back({store_id.value, static_cast<std::int64_t>(key.dimension),
                                  key.value, key.day.number});
        });
}

void RollupRows::add(db::Transaction& transaction) const {
    add_rows<sql::AddToRollup, sql::DeleteZeroRollup>(transaction, added_, looked_at_);
}

void add_to_sums(db::Transaction& transaction, StoreId store_id, const SumDeltas& deltas,
                 const RollupRows& rollups, Touch touch) {
    rollups.add(transaction);
    add_to_repeats(transaction, store_id, deltas.repeats, touch);
    add_to_customer_days(transaction, store_id, deltas.customer_days, touch);
    mark_days(transaction, store_id, deltas.customer_days);
    add_to_cohorts(transaction, store_id, deltas.cohorts, touch);
    add_known_customers(transaction, store_id, deltas.known_customers);
}

void add_known_customers(db::Transaction& transaction, StoreId store_id, std::int64_t delta) {
    if (delta != 0) transaction.send<sql::AddKnownCustomers>({store_id.value, delta});
}

}  // namespace tillwatch::projection
