#include "insights/part_days.hpp"

#include "insights/sql.hpp"

namespace tillwatch::insights {
namespace {

void add_value(db::Transaction& transaction, StoreId store_id, const Part& part,
               std::vector<DayTotals>& days) {
    const auto dimension = static_cast<std::int64_t>(dimension_of(part.by));
    std::vector<sql::FindRollup::Params> params;
    for (const auto& day : days)
        params.push_back({store_id.value, dimension, day.day.number, part.value});
    for (const auto& row : transaction.batch_all<sql::FindRollup>(params))
        days[static_cast<std::size_t>(row.day - days.front().day.number)].measures =
            measures_of_row(row);
}

/// What each product has on a day, as the sums have it.
struct ProductDay {
    std::string product;
    std::size_t place = 0;  // of the day
    ledger::Measures measures;
};

void add_product_type(db::Transaction& transaction, StoreId store_id, std::string_view type,
                      std::vector<DayTotals>& days) {
    constexpr auto by_product = static_cast<std::int64_t>(ledger::Dimension::product);
    const auto first = days.front().day.number;
    std::vector<ProductDay> rows;
    transaction.each<sql::ListRollups>(
        {store_id.value, by_product, first, days.back().day.number}, [&](auto row) {
            rows.push_back({std::move(row.value), static_cast<std::size_t>(row.day - first),
                            measures_of_row(row)});
        });
    std::vector<std::string> products;
    for (const auto& row : rows) products.push_back(row.product);
    const auto types = read_product_types(transaction, store_id, products);
    for (const auto& row : rows)
        if (types.find(row.product)->second == type) days[row.place].measures += row.measures;
}

}  // namespace

std::vector<DayTotals> read_days_of(db::Transaction& transaction, StoreId store_id,
                                    const Part& part, Range range) {
    std::vector<DayTotals> days;
    for (auto day = range.from; day <= range.to; day = day + 1) days.push_back({day, {}});
    if (part.by == By::product_type)
        add_product_type(transaction, store_id, part.value, days);
    else
        add_value(transaction, store_id, part, days);
    return days;
}

ledger::Measures sum_of(const std::vector<DayTotals>& days) {
    ledger::Measures sum;
    for (const auto& day : days) sum += day.measures;
    return sum;
}

}  // namespace tillwatch::insights
