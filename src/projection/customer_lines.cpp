#include "projection/customer_lines.hpp"

#include <algorithm>

#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

/// How many orders a customer has on a day.
struct OrderDay {
    std::int64_t before = 0;
    std::int64_t after = 0;
    bool changes() const { return before != after; }
};
using OrderDays = std::map<Day, OrderDay>;

std::map<CustomerId, OrderDays> list_changed_lines(db::Transaction& transaction, StoreId store_id,
                                                   const ledger::CustomerDayDeltas& deltas) {
    std::map<CustomerId, OrderDays> lines;
    std::vector<sql::ListOrderDays::Params> params;
    for (const auto& [key, measures] : deltas)
        if (measures.orders != 0 && lines.try_emplace(key.customer_id).second)
            params.push_back({store_id.value, key.customer_id.value});
    if (params.empty()) return lines;
    for (const auto& row : transaction.batch_all<sql::ListOrderDays>(params))
        lines.at({row.customer_id})[{static_cast<std::int32_t>(row.day)}] = {row.orders,
                                                                             row.orders};
    for (const auto& [key, measures] : deltas)
        if (measures.orders != 0) lines.at(key.customer_id)[key.day].after += measures.orders;
    return lines;
}

/// What is the same before and after between two days that stay gives the same.
OrderDays without_the_unchanged(const OrderDays& days) {
    OrderDays kept;
    std::optional<std::int32_t> month;
    bool beside_change = false;
    for (auto at = days.begin(); at != days.end(); ++at) {
        const auto next = std::next(at);
        const auto this_month = ledger::month_of(at->first);
        const bool before_change = next != days.end() && next->second.changes();
        if (at->second.changes() || beside_change || before_change || month != this_month)
            kept.insert(*at);
        beside_change = at->second.changes();
        month = this_month;
    }
    return kept;
}

/// Of the orders of one day that stay, one stands for all.
std::vector<ledger::Place> places_of(const OrderDays& days, std::int64_t OrderDay::* side) {
    std::vector<ledger::Place> places;
    for (const auto& [day, orders] : days) {
        const auto stay = std::min(orders.before, orders.after);
        const auto count = orders.*side - std::max<std::int64_t>(stay - 1, 0);
        for (std::int64_t i = 0; i < count; ++i) places.push_back({{}, {}, day});
    }
    return places;
}

}  // namespace

void add_lines(db::Transaction& transaction, StoreId store_id, SumDeltas& deltas) {
    for (const auto& [customer_id, all_days] :
         list_changed_lines(transaction, store_id, deltas.customer_days)) {
        const auto days = without_the_unchanged(all_days);
        ledger::add_timeline(deltas.repeats, deltas.cohorts, places_of(days, &OrderDay::before),
                             -1);
        ledger::add_timeline(deltas.repeats, deltas.cohorts, places_of(days, &OrderDay::after), +1);
    }
}

}  // namespace tillwatch::projection
