#include "ledger/rollup.hpp"

#include <algorithm>
#include <array>

namespace tillwatch::ledger {
namespace {

/// The measures, each once: addition and negation go over this list.
constexpr auto all_measures = std::to_array<std::int64_t Measures::*>({
    &Measures::orders,
    &Measures::inexact_orders,
    &Measures::units,
    &Measures::gross_sales,
    &Measures::discounts,
    &Measures::returns,
    &Measures::shipping,
    &Measures::duties,
    &Measures::fees,
    &Measures::taxes,
    &Measures::tips,
    &Measures::gift_cards,
    &Measures::order_value,
});
static_assert(sizeof(Measures) == all_measures.size() * sizeof(std::int64_t));

void add_product(Measures& out, const Sale& sale) {
    if (sale.action == Action::give_back) {
        out.returns += sale.net().minor;
        return;
    }
    out.units += sale.quantity;
    out.gross_sales += sale.gross().minor;
    out.discounts -= sale.discount.minor;
    if (sale.action == Action::order) out.order_value += sale.net().minor;
}

}  // namespace

Measures& Measures::operator+=(const Measures& other) {
    for (const auto measure : all_measures) this->*measure += other.*measure;
    return *this;
}

Measures Measures::operator-() const {
    Measures negated;
    for (const auto measure : all_measures) negated.*measure = -(this->*measure);
    return negated;
}

Measures measures_of(const Sale& sale) {
    Measures out;
    switch (sale.line_type) {
        case LineType::product: add_product(out, sale); break;
        case LineType::adjustment: out.returns = sale.net().minor; break;
        case LineType::shipping: out.shipping = sale.net().minor; break;
        case LineType::duty: out.duties = sale.net().minor; break;
        case LineType::fee: out.fees = sale.net().minor; break;
        case LineType::tip: out.tips = sale.total.minor; return out;
        case LineType::gift_card: out.gift_cards = sale.total.minor; return out;
    }
    out.taxes = sale.tax.minor;
    return out;
}

bool counts_as_order(const std::vector<Sale>& sales) {
    return std::ranges::any_of(
        sales, [](const Sale& sale) { return sale.line_type != LineType::gift_card; });
}

void add_order(RollupDeltas& deltas, const std::vector<Sale>& sales, Day order_day, int sign) {
    const auto add = [&](Day day, const Measures& measures) {
        deltas[{Dimension::all, "", day}] += sign > 0 ? measures : -measures;
    };
    for (const auto& sale : sales) add(sale.day, measures_of(sale));
    if (!counts_as_order(sales)) return;
    Measures order;
    order.orders = 1;
    order.inexact_orders = std::ranges::any_of(sales, &Sale::inexact) ? 1 : 0;
    add(order_day, order);
}

}  // namespace tillwatch::ledger
