#include "shopify/order_parts.hpp"

#include "shopify/amounts.hpp"

namespace tillwatch::shopify {

using commerce::Charge;
using commerce::TaxLine;

std::vector<TaxLine> read_tax_lines(const Fields& fields, std::string_view list) {
    std::vector<TaxLine> lines;
    fields.each(list, [&](const Fields& line) {
        lines.push_back({.title = line.text("title").value_or(""),
                         .rate_ppm = line.rate_ppm("rate"),
                         .price = needed(line, "price", line.money("price"))});
    });
    return lines;
}

std::int64_t rate_of(const std::vector<TaxLine>& lines) {
    constexpr std::int64_t rate_ppm_max = 100'000'000;
    std::int64_t rate = 0;
    for (const auto& line : lines) rate = std::min(rate + line.rate_ppm, rate_ppm_max);
    return rate;
}

void read_taxes(const Fields& fields, std::string_view list, commerce::LineItem& line) {
    line.tax_lines = read_tax_lines(fields, list);
    line.tax = sum_of(line.tax_lines, &TaxLine::price, fields, list);
    line.tax_rate_ppm = rate_of(line.tax_lines);
}

Charge read_charge(const Fields& fields, std::string_view tax_lines,
                   std::optional<LineItemId> line_item_id) {
    Charge charge{.line_item_id = line_item_id, .price = {}, .tax = {}};
    auto price = fields.money("price");
    if (!price) price = fields.money("shop_money");  // as the REST API spells duties
    charge.price = needed(fields, "price", price);
    charge.tax = sum_of(read_tax_lines(fields, tax_lines), &TaxLine::price, fields, tax_lines);
    return charge;
}

void add_total(const Fields& fields, std::string_view total, std::vector<Charge>& charges) {
    if (!charges.empty()) return;
    const auto price = fields.money(total).value_or(Money{});
    if (price.minor != 0) charges.push_back({.line_item_id = {}, .price = price, .tax = {}});
}

Snapshots finish_order(commerce::Order order, std::optional<commerce::Customer> shown) {
    if (shown) order.customer_id = shown->id;
    order.version.content_hash = content_hash(order, shown ? &*shown : nullptr);
    Snapshots found;
    if (shown) {
        auto version = order.version;
        version.content_hash = content_hash(*shown);
        found.customers.push_back({std::move(*shown), false, version});
    }
    found.orders.push_back(std::move(order));
    return found;
}

void check_currency(const Fields& fields, std::string_view key, Currency currency) {
    if (fields.text(key) != currency.code()) fields.refuse(key, "is not the store's currency");
}

}  // namespace tillwatch::shopify
