#include "sim/totals.hpp"

namespace tillwatch::sim {

Totals totals_of(const Order& order, bool included) {
    Totals totals;
    totals.tax = totals.current_tax = order.shipping_tax;
    for (const auto& line : order.lines) {
        totals.list += line.price * line.quantity;
        totals.discounts += line.discount;
        totals.tax += line.tax;
        totals.duties += line.duty;
        totals.grams += line.product->variants[line.variant].grams * line.quantity;
        if (line.quantity == 0) continue;
        totals.current_subtotal += line.amount() * line.left() / line.quantity;
        totals.current_tax += line.tax * line.left() / line.quantity;
    }
    totals.subtotal = totals.list - totals.discounts;
    const auto others = order.shipping + totals.duties + order.fee + order.tip;
    totals.price = totals.subtotal + others + (included ? 0 : totals.tax);
    totals.current_price = totals.current_subtotal + others + (included ? 0 : totals.current_tax);
    totals.discounts += order.shipping_list - order.shipping;
    return totals;
}

}  // namespace tillwatch::sim
