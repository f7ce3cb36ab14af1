#include "insights/dimension.hpp"

#include <array>

#include "base/whole_number.hpp"
#include "insights/sql.hpp"

namespace tillwatch::insights {
namespace {

using ledger::Dimension;

struct Named {
    By by;
    std::string_view name;
    Dimension dimension;
};

constexpr auto table = std::to_array<Named>({
    {By::channel, "channel", Dimension::channel},
    {By::country, "country", Dimension::country},
    {By::product, "product", Dimension::product},
    {By::variant, "variant", Dimension::variant},
    {By::vendor, "vendor", Dimension::vendor},
    {By::product_type, "product_type", Dimension::product},
    {By::discount_code, "discount_code", Dimension::discount_code},
    {By::gateway, "gateway", Dimension::gateway},
    {By::new_or_returning, "new_or_returning", Dimension::new_or_returning},
    {By::hour, "hour", Dimension::hour},
});

const Named& named(By by) {
    return table[static_cast<std::size_t>(by)];
}

}  // namespace

Result<By> parse_by(std::string_view text) {
    std::string names;
    for (const auto& [by, name, _] : table) {
        if (name == text) return by;
        names.append(names.empty() ? "" : ", ").append(name);
    }
    return fail(Code::invalid, "is none of " + names);
}

std::string_view name_of(By by) {
    return named(by).name;
}

Dimension dimension_of(By by) {
    return named(by).dimension;
}

bool is_broken_down(Measure measure) {
    return !is_distinct(measure);
}

bool is_known_by(By by, Measure measure) {
    return by == By::product_type ? !is_of_orders(measure) : is_broken_down(measure);
}

ProductTypes read_product_types(db::Transaction& transaction, StoreId store_id,
                                std::span<const std::string> products) {
    std::vector<sql::FindProduct::Params> ids;
    ProductTypes types;
    for (const auto& product : products)
        if (types.emplace(product, "").second)
            if (const auto id = parse_whole_number(product)) ids.push_back({store_id.value, *id});
    for (auto& row : transaction.batch_all<sql::FindProduct>(ids))
        types[std::to_string(row.product_id)] = std::move(row.product_type);
    return types;
}

}  // namespace tillwatch::insights
