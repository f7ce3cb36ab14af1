#include "projection/order_changes.hpp"

#include <algorithm>
#include <future>

#include "commerce/object_tables.hpp"
#include "projection/customer_lines.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

constexpr std::size_t changes_apart_min = 128;

/// The checkouts that an order comes to or goes from.
std::vector<std::string> list_touched_checkouts(db::Transaction& transaction, StoreId store_id,
                                                const std::vector<OrderChange>& changes) {
    std::vector<OrderId> stored;
    for (const auto& change : changes)
        if (change.before && (change.base != nullptr || !change.after))
            stored.push_back(change.id());
    auto tokens = commerce::list_checkout_tokens(transaction, store_id, stored);
    for (const auto& change : changes)
        if (change.base != nullptr && change.base->checkout_token)
            tokens.push_back(*change.base->checkout_token);
    std::ranges::sort(tokens);
    const auto repeated = std::ranges::unique(tokens);
    tokens.erase(repeated.begin(), repeated.end());
    return tokens;
}

void put_rows(db::Transaction& transaction, StoreId store_id,
              const std::vector<OrderChange>& changes) {
    std::vector<commerce::OrderToPut> to_put;
    std::vector<sql::UpdateLedgerColumns::Params> updates;
    std::vector<OrderId> gone;
    for (const auto& change : changes) {
        if (!change.after) {
            gone.push_back(change.id());
            continue;
        }
        const auto columns = change.after->columns();
        if (change.base != nullptr)
            to_put.push_back({change.base, columns, change.before.has_value()});
        else if (columns != change.before->columns())
            updates.push_back({store_id.value, change.id().value, number_of(columns.customer_id),
                               columns.day.number, columns.counted ? 1 : 0, columns.standing,
                               columns.order_value.minor});
    }
    commerce::delete_orders(transaction, store_id, gone);
    commerce::put_orders(transaction, store_id, to_put);
    if (!updates.empty()) transaction.send_batch<sql::UpdateLedgerColumns>(updates);
}

void replace_sales(db::Transaction& transaction, StoreId store_id,
                   const std::vector<OrderChange>& changes) {
    std::vector<OrderId> gone;
    std::vector<SalesToPut> to_put;
    for (const auto& [before, after, base] : changes) {
        const bool had = before && !before->entry.sales.empty();
        const bool same = before && after && before->entry.sales == after->entry.sales &&
                          before->entry.day == after->entry.day;
        if (!after && had) gone.push_back(before->entry.order_id);
        if (after && !same) to_put.push_back({&*after, had});
    }
    delete_sales(transaction, store_id, gone);
    put_sales(transaction, store_id, to_put);
}

/// The deltas of one day lie together, so most are passed over.
template <class Deltas>
void add_days_of(ChangedDays& days, const Deltas& deltas) {
    std::optional<Day> added;
    for (const auto& [key, delta] : deltas) {
        if (key.day == added || delta == std::decay_t<decltype(delta)>{}) continue;
        days.add(key.day);
        added = key.day;
    }
}

/// What customers bought of each other's on a day changes who is on top, and no rollup. Repeats
/// change on later days only together with an earlier one: of a range without that one, nothing.
void add_days(ChangedDays& days, const SumDeltas& deltas) {
    add_days_of(days, deltas.rollups);
    add_days_of(days, deltas.customer_days);
}

/// What can be summed without the database.
struct Summed {
    SumDeltas deltas;
    RollupRows rollups;

    Summed(StoreId store_id, const std::vector<OrderChange>& changes, ChangedDays& days)
        : deltas(deltas_of(changes)), rollups(store_id, deltas.rollups, Touch::changed) {
        add_days(days, deltas);
    }

  private:
    static SumDeltas deltas_of(const std::vector<OrderChange>& changes) {
        SumDeltas deltas;
        for (const auto& [before, after, base] : changes) {
            if (before == after) continue;
            if (before) add_order(deltas, *before, -1);
            if (after) add_order(deltas, *after, +1);
        }
        return deltas;
    }
};

}  // namespace

void change_orders(db::Transaction& transaction, StoreId store_id, std::vector<OrderChange> changes,
                   ChangedDays& changed_days) {
    if (changes.empty()) return;
    settle_standings(transaction, store_id, changes);
    // Of a large batch this is done while the rows are written.
    const bool few = changes.size() < changes_apart_min;
    auto summing = std::async(few ? std::launch::deferred : std::launch::async, [&] {
        return std::make_unique<Summed>(store_id, changes, changed_days);
    });
    const auto checkouts = list_touched_checkouts(transaction, store_id, changes);
    put_rows(transaction, store_id, changes);
    commerce::settle_checkouts(transaction, store_id, checkouts);
    replace_sales(transaction, store_id, changes);
    const auto summed = summing.get();
    add_lines(transaction, store_id, summed->deltas);
    add_to_sums(transaction, store_id, summed->deltas, summed->rollups);
}

}  // namespace tillwatch::projection
