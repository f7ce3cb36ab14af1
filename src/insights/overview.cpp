#include "insights/overview.hpp"

#include <array>

#include "insights/sql.hpp"

namespace tillwatch::insights {
namespace {

/// A range with at most so many orders of customers is added up whole.
constexpr std::int64_t board_orders_least = 2'048;

constexpr auto all = static_cast<std::int64_t>(ledger::Dimension::all);

/// Those that total sales are made of, and orders.
ledger::Measures all_time_measures(db::Transaction& transaction, StoreId store_id) {
    const auto sums = transaction.one<sql::SumAllTime>({store_id.value});
    return {.orders = sums->orders,
            .gross_sales = sums->gross_sales,
            .discounts = sums->discounts,
            .returns = sums->returns,
            .shipping = sums->shipping,
            .duties = sums->duties,
            .fees = sums->fees,
            .taxes = sums->taxes};
}

}  // namespace

std::vector<DayTotals> read_days(db::Transaction& transaction, StoreId store_id, Range range) {
    std::vector<DayTotals> days;
    for (auto day = range.from; day <= range.to; day = day + 1) days.push_back({day, {}});
    transaction.each<sql::ListRollups>(
        {store_id.value, all, range.from.number, range.to.number}, [&](const auto& row) {
            const auto place = static_cast<std::size_t>(row.day - range.from.number);
            days[place].measures = measures_of_row(row);
        });
    return days;
}

Totals read_totals(db::Transaction& transaction, StoreId store_id, Range range,
                   const std::vector<DayTotals>& days) {
    Totals totals;
    for (const auto& day : days) totals.measures += day.measures;
    const auto repeats = count_repeats(transaction, store_id, std::array{range});
    totals.customers = totals.measures.customer_orders - repeats[0];
    totals.new_customers = totals.measures.first_orders;
    return totals;
}

Overview read_overview(db::Transaction& transaction, StoreId store_id, Range range, Compare compare,
                       LeaderBoards& boards) {
    Overview overview;
    overview.range = range;
    overview.days = read_days(transaction, store_id, range);
    overview.totals = read_totals(transaction, store_id, range, overview.days);
    if (const auto previous = compared_range(range, compare)) {
        const auto days = read_days(transaction, store_id, *previous);
        overview.previous = {*previous, read_totals(transaction, store_id, *previous, days)};
    }
    const auto version = transaction.one<sql::FindStoreVersion>({store_id.value});
    overview.all_time_customers = version ? version->customers : 0;
    const auto orders = overview.totals.measures.customer_orders;
    const auto board = orders > board_orders_least
                           ? boards.find(store_id, version ? version->changes : 0)
                           : nullptr;
    overview.top_customers =
        top_customers(transaction, store_id, range, top_customers_max, board.get(),
                      orders > whole_orders_max ? Otherwise::none : Otherwise::whole);
    if (!overview.top_customers) boards.hurry(store_id);
    const auto all_time = all_time_measures(transaction, store_id);
    overview.all_time_orders = all_time.orders;
    overview.all_time_sales = {all_time.total_sales()};
    const auto progress = transaction.one<sql::FindProgress>({store_id.value});
    if (progress && progress->through != 0) overview.through = Instant{progress->through};
    return overview;
}

}  // namespace tillwatch::insights
