#include "insights/sold_names.hpp"

#include <limits>

#include "insights/sql.hpp"

namespace tillwatch::insights {
namespace {

/// The newest day of each, or of one, by the value that the sums have.
std::map<std::string, std::int64_t> read_last_days(db::Transaction& transaction, StoreId store_id,
                                                   By by, Range range,
                                                   std::optional<std::string_view> one) {
    std::map<std::string, std::int64_t> days;
    const auto dimension = static_cast<std::int64_t>(dimension_of(by));
    transaction.each<sql::ListLastSold>(
        {store_id.value, dimension, range.from.number, range.to.number, one},
        [&](auto row) { days.emplace(std::move(row.value), row.day); });
    return days;
}

}  // namespace

std::map<std::int64_t, SoldName> read_sold_names(db::Transaction& transaction, StoreId store_id,
                                                 By by, const std::vector<std::int64_t>& ids,
                                                 Range range) {
    std::map<std::int64_t, SoldName> names;
    if (ids.empty()) return names;
    const auto only = ids.size() == 1 ? std::optional(std::to_string(ids.front())) : std::nullopt;
    const auto days = read_last_days(transaction, store_id, by, range, only);
    std::vector<sql::FindSoldProduct::Params> products;
    std::vector<sql::FindSoldVariant::Params> variants;
    for (const auto id : ids) {
        const auto day = days.find(std::to_string(id));
        if (day == days.end()) continue;
        if (by == By::product) products.push_back({store_id.value, id, day->second});
        if (by == By::variant) variants.push_back({store_id.value, id, day->second});
    }
    const auto add = [&](std::optional<std::int64_t> id, auto& row) {
        names[id.value()] = {std::move(row.title), std::move(row.vendor)};
    };
    for (auto& row : transaction.batch_all<sql::FindSoldProduct>(products))
        add(row.product_id, row);
    for (auto& row : transaction.batch_all<sql::FindSoldVariant>(variants))
        add(row.variant_id, row);
    return names;
}

std::optional<SoldName> find_sold_name(db::Transaction& transaction, StoreId store_id,
                                       ProductId id) {
    constexpr Range ever{{std::numeric_limits<std::int32_t>::min()},
                         {std::numeric_limits<std::int32_t>::max()}};
    auto names = read_sold_names(transaction, store_id, By::product, {id.value}, ever);
    if (names.empty()) return std::nullopt;
    return std::move(names.begin()->second);
}

}  // namespace tillwatch::insights
