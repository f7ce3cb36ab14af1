// What must hold for every order, with whatever edits and refunds.
#include <algorithm>
#include <functional>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/amounts.hpp"
#include "ledger/test_orders.hpp"
#include "ledger/timelines.hpp"

namespace tillwatch::ledger {
namespace {

using commerce::EffectiveOrder;
using commerce::LineItem;
using commerce::RefundAdjustment;

bool one_in(std::int64_t chances) {
    return any(1, chances) == 1;
}

Instant any_instant() {
    return {at("2026-03-20T00:00:00Z").ms + any(0, 60 * 24) * 3'600'000};
}

LineItem any_line(std::int64_t id) {
    auto item = line(id, any(0, 6), any(0, 5000));
    const auto amount = item.price.minor * item.quantity;
    item.discount = {one_in(2) ? any(0, amount) : 0};
    item.tax = {one_in(2) ? any(0, (amount - item.discount.minor) / 4) : 0};
    item.tax_rate_ppm = 200'000;
    item.product_id = {any(1, 3)};
    item.gift_card = one_in(5);
    item.tip = one_in(5);
    if (one_in(2)) item.current_quantity = any(0, item.quantity);
    return item;
}

commerce::Refund any_refund(std::int64_t id, const std::vector<LineItem>& lines) {
    commerce::Refund refund;
    refund.id = {id};
    refund.happened_at = any_instant();
    for (const auto& item : lines)
        if (one_in(2)) refund.lines.push_back({item.id, any(0, 2), {any(0, 5000)}, {any(0, 500)}});
    for (const auto kind : {RefundAdjustment::Kind::shipping, RefundAdjustment::Kind::discrepancy,
                            RefundAdjustment::Kind::duty, RefundAdjustment::Kind::fee})
        if (one_in(3)) refund.adjustments.push_back({kind, {any(-500, 500)}, {any(-50, 50)}});
    return refund;
}

commerce::OrderEdit any_edit(std::int64_t id, const std::vector<LineItem>& lines) {
    commerce::OrderEdit edit;
    edit.id = {id};
    edit.committed_at = any_instant();
    for (const auto& item : lines) {
        if (one_in(2)) edit.additions.push_back({item.id, any(1, 3)});
        if (one_in(2)) edit.removals.push_back({item.id, any(1, 3)});
    }
    return edit;
}

EffectiveOrder any_order() {
    std::vector<LineItem> lines;
    for (auto count = any(0, 4); count > 0; --count) lines.push_back(any_line(10 + count));
    auto order = order_with(lines);
    order.base.happened_at = any_instant();
    order.base.version.updated_at = any_instant();
    order.base.taxes_included = one_in(2);
    order.base.total_tax = {any(0, 700)};
    order.base.tip = {any(0, 300)};
    if (one_in(2)) order.base.shipping_lines = {{{any(0, 900)}, {any(0, 90)}, {any(0, 90)}}};
    if (one_in(2)) order.base.duties = {{{}, {any(0, 900)}, {any(0, 90)}}};
    if (one_in(2)) order.base.fees = {{{}, {any(0, 900)}, {any(0, 90)}}};
    if (one_in(2)) order.base.cancelled_at = any_instant();
    for (auto count = any(0, 3); count > 0; --count)
        order.base.refunds.push_back(any_refund(count, lines));
    for (auto count = any(0, 3); count > 0; --count) order.edits.push_back(any_edit(count, lines));
    return order;
}

EffectiveOrder any_voided_order() {
    auto order = any_order();
    order.base.financial_status = "voided";
    order.base.cancelled_at = any_instant();
    return order;
}

/// What some rows come to together.
struct Total {
    std::int64_t quantity = 0;
    Amounts amounts;
    void add(const Sale& sale) {
        quantity += sale.quantity;
        amounts += {sale.total, sale.tax, sale.discount};
    }
};

template <class Wanted>
std::map<LineItemId, Total> by_line(const std::vector<Sale>& sales, Wanted wanted) {
    std::map<LineItemId, Total> totals;
    for (const auto& sale : sales)
        if (sale.line_item_id && wanted(sale)) totals[*sale.line_item_id].add(sale);
    return totals;
}

bool is_given_back(const Sale& sale) {
    return sale.action == Action::give_back;
}

RC_GTEST_PROP(Split, loses_nothing_and_gives_no_unit_more_than_one_before_it, ()) {
    const Money amount{any(-10'000, 10'000)};
    const auto whole = any(1, 12);
    Money sum;
    Money last;
    for (std::int64_t unit = 0; unit < whole; ++unit) {
        const auto part = first_units(amount, unit + 1, whole) - first_units(amount, unit, whole);
        const auto magnitude = amount.minor < 0 ? -part : part;
        RC_ASSERT(magnitude.minor >= 0);
        if (unit > 0) RC_ASSERT(magnitude <= last && last.minor - magnitude.minor <= 1);
        last = magnitude;
        sum += part;
    }
    RC_ASSERT(sum == amount);
}

RC_GTEST_PROP(Sales, of_a_line_add_up_to_the_line_whenever_its_units_came, ()) {
    auto order = any_order();
    order.base.total_tax = {};
    auto totals = by_line(sales_in_london(order), std::not_fn(is_given_back));
    for (const auto& item : order.base.lines) {
        const auto& total = totals[item.id];
        const auto paid = item.price.minor * item.quantity - item.discount.minor;
        RC_ASSERT(total.quantity == item.quantity);
        RC_ASSERT(total.amounts.tax == item.tax);
        if (order.base.taxes_included) {
            RC_ASSERT(total.amounts.total.minor == paid);
            RC_ASSERT(total.amounts.discount <= item.discount);
        } else {
            RC_ASSERT(total.amounts.total.minor == paid + item.tax.minor);
            RC_ASSERT(total.amounts.discount == item.discount);
        }
    }
}

RC_GTEST_PROP(Sales, carry_all_of_an_orders_own_tax, ()) {
    auto order = any_order();
    for (auto& item : order.base.lines) item.tax = {};
    for (auto& shipping : order.base.shipping_lines) shipping.tax = {};
    order.base.lines.push_back(line(99, 1, 100));
    Money tax;
    for (const auto& sale : sales_in_london(order))
        if (!is_given_back(sale) && sale.line_item_id) tax += sale.tax;
    RC_ASSERT(tax == order.base.total_tax);
}

RC_GTEST_PROP(Sales, leave_the_units_that_the_order_says_it_has, ()) {
    auto order = any_order();
    auto totals = by_line(sales_in_london(order), [](const Sale&) { return true; });
    for (const auto& item : order.base.lines) {
        std::int64_t refunded = 0;
        for (const auto& refund : order.base.refunds)
            for (const auto& returned : refund.lines)
                if (returned.line_item_id == item.id) refunded += returned.quantity;
        const auto not_refunded = item.quantity - refunded;
        RC_ASSERT(totals[item.id].quantity ==
                  std::min(not_refunded, item.current_quantity.value_or(not_refunded)));
    }
}

RC_GTEST_PROP(Sales, of_a_line_that_is_removed_wholly_cancel_out, ()) {
    auto order = any_order();
    order.base.refunds.clear();
    for (auto& item : order.base.lines) item.current_quantity = 0;
    for (auto& [id, total] : by_line(sales_in_london(order), [](const Sale&) { return true; })) {
        RC_ASSERT(total.quantity == 0);
        RC_ASSERT(total.amounts == Amounts{});
    }
}

RC_GTEST_PROP(Sales, of_an_order_cancelled_unpaid_cancel_out_but_for_discrepancies, ()) {
    const auto order = any_voided_order();
    std::map<LineType, Total> totals;
    for (const auto& sale : sales_in_london(order)) totals[sale.line_type].add(sale);
    for (const auto& [line_type, total] : totals)
        if (line_type != LineType::adjustment) RC_ASSERT(total.amounts == Amounts{});
}

RC_GTEST_PROP(Sales, do_not_depend_on_the_order_in_which_edits_and_refunds_are_listed, ()) {
    auto order = any_order();
    const auto sales = sales_in_london(order);
    std::ranges::reverse(order.edits);
    std::ranges::reverse(order.base.refunds);
    RC_ASSERT(sales_in_london(order) == sales);
    if (order.edits.size() > 1) std::ranges::rotate(order.edits, order.edits.begin() + 1);
    if (order.base.refunds.size() > 1)
        std::ranges::rotate(order.base.refunds, order.base.refunds.begin() + 1);
    RC_ASSERT(sales_in_london(order) == sales);
}

RC_GTEST_PROP(Sales, are_inexact_only_where_units_are_missing, ()) {
    for (const auto& sale : sales_in_london(any_order()))
        if (sale.inexact) RC_ASSERT(is_given_back(sale) && sale.quantity < 0);
    // Of a voided order only what an edit removed goes by itself.
    auto voided = any_voided_order();
    voided.edits.clear();
    for (const auto& sale : sales_in_london(voided)) RC_ASSERT(!sale.inexact);
}

OrderEntry any_entry() {
    const auto order = any_order();
    OrderEntry entry;
    entry.order_id = order.base.id;
    entry.customer_id = CustomerId{7};
    entry.day = zone("Europe/London").local(order.base.happened_at).day;
    entry.standing = Standing::first;
    entry.channel = "web";
    entry.sales = sales_in_london(order);
    return entry;
}

RC_GTEST_PROP(Sums, are_taken_back_without_a_rest, ()) {
    const auto entry = any_entry();
    RollupDeltas deltas;
    add_order(deltas, entry, +1);
    add_order(deltas, entry, -1);
    for (const auto& [_, measures] : deltas) RC_ASSERT(measures.is_zero());
}

RC_GTEST_PROP(Sums, of_every_dimension_of_an_order_are_those_of_its_days, ()) {
    const auto entry = any_entry();
    RollupDeltas deltas;
    add_order(deltas, entry, +1);
    std::map<std::pair<Dimension, Day>, Measures> totals;
    for (const auto& [key, measures] : deltas) totals[{key.dimension, key.day}] += measures;
    for (const auto& [key, measures] : deltas) {
        if (key.dimension != Dimension::all) continue;
        for (const auto dimension :
             {Dimension::hour, Dimension::channel, Dimension::country, Dimension::discount_code,
              Dimension::gateway, Dimension::new_or_returning})
            RC_ASSERT((totals[{dimension, key.day}] == measures));
        for (const auto dimension : {Dimension::product, Dimension::variant, Dimension::vendor}) {
            const auto& of_lines = totals[{dimension, key.day}];
            RC_ASSERT(of_lines.gross_sales == measures.gross_sales);
            RC_ASSERT(of_lines.discounts == measures.discounts);
            RC_ASSERT(of_lines.units == measures.units);
            RC_ASSERT(of_lines.gift_cards == measures.gift_cards);
        }
    }
}

RC_GTEST_PROP(Sums, of_a_customer_are_those_of_the_customers_order, ()) {
    const auto entry = any_entry();
    RollupDeltas deltas;
    CustomerDayDeltas customer_days;
    add_order(deltas, entry, +1);
    add_customer_days(customer_days, entry, +1);
    for (const auto& [key, measures] : deltas) {
        if (key.dimension != Dimension::all) continue;
        const auto& customer = customer_days[{*entry.customer_id, key.day}];
        RC_ASSERT(customer.orders == measures.orders);
        RC_ASSERT(customer.net_sales == measures.net_sales());
        RC_ASSERT(customer.total_sales == measures.total_sales());
    }
}

}  // namespace
}  // namespace tillwatch::ledger
