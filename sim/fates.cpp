// What happens to an order of a simulated store after it was placed.
#include <algorithm>
#include <array>

#include "sim/cart.hpp"
#include "sim/people.hpp"
#include "sim/shares.hpp"
#include "sim/shop_parts.hpp"

namespace tillwatch::sim {
namespace {

constexpr std::int64_t two_days = 2 * 24 * 60;  // in minutes

constexpr std::string_view cancel_reasons[] = {"customer", "inventory", "fraud", "declined",
                                               "other"};
constexpr std::string_view notes[] = {"Arrived broken", "Too small", "Changed my mind",
                                      "Wrong item", ""};

enum class Way : std::uint8_t { some, all, fee, goodwill, shipping, pair };
constexpr int way_weights[] = {48, 26, 9, 8, 5, 4};

std::int64_t units_left(const Order& order) {
    std::int64_t units = 0;
    for (const auto& line : order.lines) units += line.left();
    return units;
}

bool is_paid(const Order& order) {
    return order.financial_status != "pending" && order.financial_status != "authorized" &&
           order.financial_status != "voided";
}

/// Takes units of a line back, as they were sold: their price less their share of the discount.
void take_back(Order& order, std::size_t index, std::int64_t units, Refund& refund) {
    auto& line = order.lines[index];
    const auto begin = line.refunded, end = line.refunded + units;
    line.refunded = end;
    refund.lines.push_back({index, units,
                            units * line.price - borne_by(line.discount, line.quantity, begin, end),
                            borne_by(line.tax, line.quantity, begin, end)});
}

void take_all_back(Order& order, Refund& refund) {
    for (std::size_t i = 0; i < order.lines.size(); ++i)
        if (order.lines[i].left() > 0) take_back(order, i, order.lines[i].left(), refund);
}

/// Some units of one of the lines that have any left.
void take_some_back(Order& order, Refund& refund, Dice& dice) {
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < order.lines.size(); ++i)
        if (order.lines[i].left() > 0) lines.push_back(i);
    const auto line = dice.pick(lines);
    take_back(order, line, dice.between(1, order.lines[line].left()), refund);
}

/// Of the shipping all that was not given back before, or a half of it.
void return_shipping(Order& order, Refund& refund, bool half) {
    const auto part = half ? 2 : 1;
    refund.shipping = (order.shipping - order.shipping_refunded) / part;
    refund.shipping_tax = (order.shipping_tax - order.shipping_tax_refunded) / part;
    if (refund.shipping == 0) refund.shipping_tax = 0;
    order.shipping_refunded += refund.shipping;
    order.shipping_tax_refunded += refund.shipping_tax;
}

void return_duties(const Order& order, Refund& refund) {
    for (const auto& before : order.refunds)
        if (!before.duties.empty()) return;
    for (std::size_t i = 0; i < order.lines.size(); ++i)
        if (order.lines[i].duty != 0) refund.duties.push_back(i);
}

void fill_refund(Order& order, Refund& refund, Dice& dice) {
    const auto some = [&](std::int64_t of) { return std::max<std::int64_t>(of / 10, 1); };
    const auto price = order.lines[0].price;
    switch (static_cast<Way>(dice.weighted(way_weights))) {
        case Way::some: take_some_back(order, refund, dice); break;
        case Way::all:
            take_all_back(order, refund);
            if (dice.chance(600)) return_shipping(order, refund, false);
            if (dice.chance(500)) return_duties(order, refund);
            break;
        case Way::fee:
            take_some_back(order, refund, dice);
            refund.adjustments.push_back({some(refund.lines[0].subtotal), "Restocking fee"});
            break;
        case Way::goodwill:
            refund.adjustments.push_back({-some(price), "Refund discrepancy"});
            refund.restock_type = "no_restock";
            break;
        case Way::shipping: return_shipping(order, refund, dice.chance(400)); break;
        case Way::pair:
            take_some_back(order, refund, dice);
            refund.adjustments.push_back({-some(price), "Refund discrepancy"});
            refund.adjustments.push_back({some(price), "Pending refund discrepancy"});
            break;
    }
}

Edit& next_edit(Order& order) {
    Edit edit;
    edit.id = order.id * 10 + static_cast<std::int64_t>(order.edits.size());
    edit.at = whole_second(order.updated_at);
    return order.edits.emplace_back(std::move(edit));
}

void remove_units(Order& order, Dice& dice) {
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < order.lines.size(); ++i)
        if (order.lines[i].left() > 0 && !order.lines[i].product->gift_card) lines.push_back(i);
    if (lines.empty()) return;
    const auto index = dice.pick(lines);
    auto& line = order.lines[index];
    const auto units = dice.between(1, line.left());
    line.removed += units;
    next_edit(order).removals.push_back({index, units});
}

}  // namespace

/// Times of an order only grow, so that the newest of its bodies is known by them.
void Shop::touch(Order& order, Instant at) {
    order.updated_at.ms = std::max(at.ms, order.updated_at.ms + 1);
}

const Customer& Shop::buyer_of(const Order& order) const {
    return order.guest ? guests_.at(order.id) : customers_[order.customer];
}

void Shop::happen(const Action& action) {
    auto& order = orders_.at(action.subject);
    Dice dice(action.key);
    --order.awaited;
    if (!order.deleted) {
        touch(order, action.at);
        happen_to(order, action, dice);
    }
    if (order.awaited == 0) finish(order);
}

void Shop::happen_to(Order& order, const Action& action, Dice& dice) {
    switch (action.what) {
        case What::pay: return pay(order, action.key);
        case What::fulfil: return fulfil(order, action, dice);
        case What::refund: return refund(order, action.key, dice);
        case What::edit: return edit(order, action.key, dice);
        case What::cancel: return cancel(order, action.key, dice);
        case What::erase: return erase(order, action.key);
        case What::move_house: return move_house(order, action.key, dice);
        case What::day:
        case What::life:
        case What::visit:
        case What::complete: break;
    }
}

void Shop::pay(Order& order, std::uint64_t event) {
    if (is_paid(order) || order.cancelled_at) return;
    order.financial_status = "paid";
    announce_order("orders/paid", order, event);
    announce_order("orders/updated", order, event);
}

void Shop::fulfil(Order& order, const Action& action, Dice& dice) {
    if (!is_paid(order) || order.cancelled_at || units_left(order) == 0) return;
    const bool in_part =
        order.fulfillment_status.empty() && order.lines.size() > 1 && dice.chance(120);
    order.fulfillment_status = in_part ? "partial" : "fulfilled";
    announce_order(in_part ? "orders/partially_fulfilled" : "orders/fulfilled", order, action.key);
    announce_order("orders/updated", order, action.key);
    if (in_part) expect(order, after(action.at, dice, 60, two_days), What::fulfil, dice);
}

void Shop::refund(Order& order, std::uint64_t event, Dice& dice) {
    if (!is_paid(order) || units_left(order) == 0) return;
    Refund refund;
    refund.note = dice.pick(notes);
    refund.restock_type = dice.chance(800) ? "return" : "no_restock";
    fill_refund(order, refund, dice);
    give_back(order, std::move(refund), event);
    announce_order("orders/updated", order, event);
}

void Shop::give_back(Order& order, Refund refund, std::uint64_t event) {
    refund.id = order.id * 10 + static_cast<std::int64_t>(order.refunds.size());
    refund.at = whole_second(order.updated_at);
    order.financial_status = units_left(order) == 0 ? "refunded" : "partially_refunded";
    order.refunds.push_back(std::move(refund));
    announce("refunds/create", order.updated_at, order.refunds.back().id, event,
             [&] { return bodies_.refund(order, order.refunds.back()); });
}

void Shop::edit(Order& order, std::uint64_t event, Dice& dice) {
    if (order.cancelled_at || order.fulfillment_status == "fulfilled" || units_left(order) == 0)
        return;
    if (dice.chance(400)) {
        remove_units(order, dice);
    } else if (auto& first = order.lines[0]; dice.chance(300) && !first.product->gift_card) {
        const auto units = dice.between(1, 2);
        first.quantity += units;
        first.tax = tax_of(first.amount(), order.tax_rate_ppm, profile_.taxes_included);
        next_edit(order).additions.push_back({0, units});
    } else {
        auto line = make_line(dice, profile_, products_, order.tax_rate_ppm);
        line.id = order.id * 100 + static_cast<std::int64_t>(order.lines.size()) + 1;
        next_edit(order).additions.push_back({order.lines.size(), line.quantity});
        order.lines.push_back(std::move(line));
    }
    if (order.edits.empty()) return;
    announce("orders/edited", order.updated_at, order.edits.back().id, event,
             [&] { return bodies_.edit(order, order.edits.back()); });
    announce_order("orders/updated", order, event);
}

/// What was not paid is void; what was is given back, or rarely only put on the shelf again.
void Shop::cancel(Order& order, std::uint64_t event, Dice& dice) {
    if (order.cancelled_at || !order.fulfillment_status.empty()) return;
    order.cancelled_at = whole_second(order.updated_at);
    order.cancel_reason = dice.pick(cancel_reasons);
    if (is_paid(order) && dice.chance(850) && units_left(order) > 0) {
        Refund refund;
        refund.restock_type = "cancel";
        take_all_back(order, refund);
        return_shipping(order, refund, false);
        return_duties(order, refund);
        give_back(order, std::move(refund), event);
    } else {
        if (!is_paid(order)) order.financial_status = "voided";
        for (auto& line : order.lines) line.removed += line.left();
    }
    announce_order("orders/cancelled", order, event);
    announce_order("orders/updated", order, event);
}

void Shop::erase(Order& order, std::uint64_t event) {
    if (!order.test && !order.cancelled_at) return;
    order.deleted = true;
    announce("orders/delete", order.updated_at, order.id, event,
             [&] { return Bodies::deleted(order.id); });
}

void Shop::move_house(Order& order, std::uint64_t event, Dice& dice) {
    auto& customer = customers_[order.customer];
    customer.street = make_street(dice);
    customer.updated_at = whole_second(order.updated_at);
    announce("customers/update", order.updated_at, customer.id, event,
             [&] { return bodies_.customer(customer); });
}

void Shop::finish(Order& order) {
    if (audience_.on_closed) audience_.on_closed(index_, order, buyer_of(order));
    guests_.erase(order.id);
    orders_.erase(order.id);
}

}  // namespace tillwatch::sim
