#include "insights/measure.hpp"

#include <algorithm>
#include <array>

namespace tillwatch::insights {
namespace {

using ledger::Measures;

constexpr auto measures = std::to_array<Measure>({
    Measure::orders,
    Measure::units,
    Measure::customers,
    Measure::new_customers,
    Measure::returning_customers,
    Measure::gross_sales,
    Measure::discounts,
    Measure::returns,
    Measure::net_sales,
    Measure::shipping,
    Measure::duties,
    Measure::fees,
    Measure::taxes,
    Measure::total_sales,
    Measure::tips,
    Measure::gift_cards,
    Measure::average_order_value,
});

/// Gross sales + discounts of orders alone ÷ orders, rounded half away from zero.
std::optional<std::int64_t> average_order_value(const Measures& m) {
    if (m.orders == 0) return std::nullopt;
    return share(Money{m.order_value}, 1, m.orders).minor;
}

}  // namespace

std::span<const Measure> all_measures() {
    return measures;
}

std::string_view name_of(Measure measure) {
    switch (measure) {
        case Measure::orders: return "orders";
        case Measure::units: return "units";
        case Measure::customers: return "customers";
        case Measure::new_customers: return "new_customers";
        case Measure::returning_customers: return "returning_customers";
        case Measure::gross_sales: return "gross_sales";
        case Measure::discounts: return "discounts";
        case Measure::returns: return "returns";
        case Measure::net_sales: return "net_sales";
        case Measure::shipping: return "shipping";
        case Measure::duties: return "duties";
        case Measure::fees: return "fees";
        case Measure::taxes: return "taxes";
        case Measure::total_sales: return "total_sales";
        case Measure::tips: return "tips";
        case Measure::gift_cards: return "gift_cards";
        case Measure::average_order_value: return "average_order_value";
    }
    return "";
}

bool is_money(Measure measure) {
    return measure >= Measure::gross_sales;
}

bool is_taken_away(Measure measure) {
    return measure == Measure::discounts || measure == Measure::returns;
}

bool is_distinct(Measure measure) {
    return measure == Measure::customers || measure == Measure::returning_customers;
}

bool is_of_orders(Measure measure) {
    return is_distinct(measure) || measure == Measure::orders ||
           measure == Measure::new_customers || measure == Measure::average_order_value;
}

Result<Measure> parse_measure(std::string_view text, bool (*takes)(Measure)) {
    std::string names;
    for (const auto measure : measures) {
        if (!takes(measure)) continue;
        if (name_of(measure) == text) return measure;
        names.append(names.empty() ? "" : ", ").append(name_of(measure));
    }
    return fail(Code::invalid, "is none of " + names);
}

std::optional<std::int64_t> value_of(Measure measure, const Totals& totals) {
    const auto& m = totals.measures;
    switch (measure) {
        case Measure::orders: return m.orders;
        case Measure::units: return m.units;
        case Measure::customers: return totals.customers;
        case Measure::new_customers: return totals.new_customers;
        case Measure::returning_customers: return totals.customers - totals.new_customers;
        case Measure::gross_sales: return m.gross_sales;
        case Measure::discounts: return m.discounts;
        case Measure::returns: return m.returns;
        case Measure::net_sales: return m.net_sales();
        case Measure::shipping: return m.shipping;
        case Measure::duties: return m.duties;
        case Measure::fees: return m.fees;
        case Measure::taxes: return m.taxes;
        case Measure::total_sales: return m.total_sales();
        case Measure::tips: return m.tips;
        case Measure::gift_cards: return m.gift_cards;
        case Measure::average_order_value: return average_order_value(m);
    }
    return std::nullopt;
}

std::optional<std::int64_t> value_of(Measure measure, const Measures& of) {
    return value_of(measure, Totals{of, 0, of.first_orders});
}

}  // namespace tillwatch::insights
