#include "shopify/amounts.hpp"

namespace tillwatch::shopify {
namespace {

template <class... T>
void add_all(BoundedSum& sum, T... amounts) {
    (sum.add(amounts), ...);
}

void add(BoundedSum& sum, const commerce::Refund& refund) {
    for (const auto& line : refund.lines) add_all(sum, line.subtotal, line.tax);
    for (const auto& adjustment : refund.adjustments)
        add_all(sum, adjustment.amount, adjustment.tax);
}

}  // namespace

bool too_large(const commerce::Order& order) {
    BoundedSum sum;
    for (const auto& line : order.lines) {
        if (const auto product = multiply(line.price, line.quantity)) sum.add(*product);
        add_all(sum, line.discount, line.tax);
    }
    for (const auto& line : order.shipping_lines) add_all(sum, line.price, line.discount, line.tax);
    for (const auto& refund : order.refunds) add(sum, refund);
    for (const auto* charges : {&order.duties, &order.fees})
        for (const auto& charge : *charges) add_all(sum, charge.price, charge.tax);
    add_all(sum, order.total_tax, order.tip);
    return sum.exceeded();
}

bool too_large(const commerce::Refund& refund) {
    BoundedSum sum;
    add(sum, refund);
    return sum.exceeded();
}

bool too_large(const commerce::OrderAgreements& agreements) {
    BoundedSum sum;
    for (const auto& sale : agreements.sales) add_all(sum, sale.total, sale.tax, sale.discount);
    return sum.exceeded();
}

}  // namespace tillwatch::shopify
