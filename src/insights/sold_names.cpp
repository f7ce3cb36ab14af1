#include "insights/sold_names.hpp"

#include <limits>

#include "insights/sql.hpp"

namespace tillwatch::insights {
namespace {

template <class Find>
std::vector<typename Find::Params> params_of(StoreId store_id, By by,
                                             const std::vector<std::int64_t>& ids,
                                             const std::vector<std::string>& values, Range range) {
    std::vector<typename Find::Params> params;
    for (std::size_t i = 0; i < ids.size(); ++i)
        params.push_back({store_id.value, ids[i], static_cast<std::int64_t>(dimension_of(by)),
                          values[i], range.from.number, range.to.number});
    return params;
}

}  // namespace

std::map<std::int64_t, SoldName> read_sold_names(db::Transaction& transaction, StoreId store_id,
                                                 By by, const std::vector<std::int64_t>& ids,
                                                 Range range) {
    std::vector<std::string> values;  // what the parameters view
    for (const auto id : ids) values.push_back(std::to_string(id));
    std::map<std::int64_t, SoldName> names;
    const auto add = [&](std::optional<std::int64_t> id, auto& row) {
        names[id.value()] = {std::move(row.title), std::move(row.vendor)};
    };
    if (by == By::product) {
        for (auto& row : transaction.batch_all<sql::FindSoldProduct>(
                 params_of<sql::FindSoldProduct>(store_id, by, ids, values, range)))
            add(row.product_id, row);
    } else {
        for (auto& row : transaction.batch_all<sql::FindSoldVariant>(
                 params_of<sql::FindSoldVariant>(store_id, by, ids, values, range)))
            add(row.variant_id, row);
    }
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
