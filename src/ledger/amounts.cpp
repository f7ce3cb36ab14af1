#include "ledger/amounts.hpp"

#include <algorithm>
#include <utility>

namespace tillwatch::ledger {
namespace {

using commerce::LineItem;
using commerce::Order;
using commerce::ShippingLine;

/// The order's own tax where none of its lines states any: spread over the lines by amount, or,
/// where all of them are free, on the first shipping line.
struct OrderTax {
    std::vector<Money> of_lines;  // empty: every line has its own
    Money of_shipping;
};

bool states_tax(const Order& order) {
    const auto has_tax = [](const auto& line) { return line.tax.minor != 0; };
    return std::ranges::any_of(order.lines, has_tax) ||
           std::ranges::any_of(order.shipping_lines, has_tax);
}

/// By weights that add up to `sum`; the indivisible rest one by one to the first that weigh.
std::vector<Money> split_by(const std::vector<std::int64_t>& weights, std::int64_t sum,
                            Money whole) {
    __extension__ using Wide = __int128;
    std::vector<Money> parts;
    auto rest = whole;
    for (const auto weight : weights) {
        const auto part = static_cast<Wide>(whole.minor) * weight / sum;
        parts.push_back({static_cast<std::int64_t>(part)});
        rest -= parts.back();
    }
    const Money one{rest.minor < 0 ? -1 : 1};
    for (std::size_t i = 0; i < parts.size() && rest.minor != 0; ++i) {
        if (weights[i] == 0) continue;
        parts[i] += one;
        rest -= one;
    }
    return parts;
}

OrderTax spread_order_tax(const Order& order) {
    if (order.total_tax.minor == 0 || states_tax(order)) return {};
    std::vector<std::int64_t> amounts;
    std::int64_t sum = 0;
    for (const auto& line : order.lines) {
        const auto amount = line.price.minor * line.quantity - line.discount.minor;
        amounts.push_back(std::max<std::int64_t>(amount, 0));
        sum += amounts.back();
    }
    if (sum == 0) return {{}, order.total_tax};
    return {split_by(amounts, sum, order.total_tax), {}};
}

/// A discount given on a price that contains tax, without that tax.
Money without_tax(Money discount, Money total, Money tax, std::int64_t tax_rate_ppm) {
    constexpr std::int64_t one_ppm = 1'000'000;
    if (total.minor > 0 && tax.minor >= 0 && tax <= total)
        return share(discount, (total - tax).minor, total.minor);
    return share(discount, one_ppm, one_ppm + std::max<std::int64_t>(tax_rate_ppm, 0));
}

Amounts amounts_of(Money after_discount, Money tax, Money discount, std::int64_t tax_rate_ppm,
                   bool taxes_included) {
    const auto total = with_tax(after_discount, tax, taxes_included);
    if (!taxes_included) return {total, tax, discount};
    return {total, tax, without_tax(discount, total, tax, tax_rate_ppm)};
}

}  // namespace

Amounts& Amounts::operator+=(const Amounts& other) {
    total += other.total;
    tax += other.tax;
    discount += other.discount;
    return *this;
}

Amounts Amounts::operator-(const Amounts& other) const {
    return {total - other.total, tax - other.tax, discount - other.discount};
}

Money first_units(Money amount, std::int64_t units, std::int64_t whole) {
    if (units >= whole) return amount;
    if (units <= 0) return {};
    const auto rest = std::clamp(amount.minor % whole, -units, units);
    return {amount.minor / whole * units + rest};
}

Amounts units_of(const LineItem& line, const Amounts& whole, std::int64_t before,
                 std::int64_t units, bool taxes_included) {
    if (line.quantity == 0) return whole;
    const auto part = [&](Money amount) {
        return first_units(amount, before + units, line.quantity) -
               first_units(amount, before, line.quantity);
    };
    const auto tax = part(whole.tax);
    const auto after_discount = Money{line.price.minor * units} - part(line.discount);
    return {with_tax(after_discount, tax, taxes_included), tax, part(whole.discount)};
}

Money with_tax(Money stated, Money tax, bool taxes_included) {
    return taxes_included ? stated : stated + tax;
}

OrderAmounts amounts_of(const Order& order) {
    auto order_tax = spread_order_tax(order);
    OrderAmounts amounts;
    amounts.lines.reserve(order.lines.size());
    for (const auto& line : order.lines) {
        const auto index = amounts.lines.size();
        const auto tax =
            order_tax.of_lines.empty() ? line.tax : line.tax + order_tax.of_lines[index];
        const auto after_discount = Money{line.price.minor * line.quantity} - line.discount;
        amounts.lines.push_back(amounts_of(after_discount, tax, line.discount, line.tax_rate_ppm,
                                           order.taxes_included));
    }
    for (const auto& line : order.shipping_lines) {
        const auto tax = line.tax + std::exchange(order_tax.of_shipping, {});
        amounts.shipping_lines.push_back(
            amounts_of(line.price, tax, line.discount, line.tax_rate_ppm, order.taxes_included));
    }
    return amounts;
}

}  // namespace tillwatch::ledger
