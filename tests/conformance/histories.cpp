#include "conformance/histories.hpp"

#include <rapidcheck.h>

namespace tillwatch::test {
namespace {

using commerce::CustomerSighting;
using commerce::Order;
using shopify::Snapshots;

constexpr std::int64_t hour_ms = 3'600'000;

std::int64_t some_number(std::int64_t from, std::int64_t to) {
    return *rc::gen::inRange<std::int64_t>(from, to + 1);
}

bool one_in(int count) {
    return *rc::gen::inRange(0, count) == 0;
}

std::string one_of(const std::vector<std::string>& texts) {
    return *rc::gen::elementOf(texts);
}

std::optional<std::string> maybe_one_of(const std::vector<std::string>& texts) {
    if (one_in(3)) return std::nullopt;
    return one_of(texts);
}

/// Few enough that equal ones meet; over days, months and blocks of days.
Instant some_instant() {
    constexpr std::int64_t hours[] = {0,       5,       11,      13,       24,       35,
                                      24 * 20, 24 * 45, 24 * 80, 24 * 110, 24 * 150, 24 * 200};
    return {(490'000 + hours[some_number(0, 11)]) * hour_ms};
}

Money some_money() {
    return {some_number(0, 5'000)};
}

OrderId some_order_id() {
    return {some_number(1, 6)};
}

CustomerId some_customer_id() {
    return {some_number(1, 4)};
}

commerce::LineItem some_line(std::int64_t id) {
    commerce::LineItem line;
    line.id = {id};
    if (!one_in(4)) line.product_id = ProductId{some_number(1, 3)};
    if (line.product_id) line.variant_id = VariantId{some_number(1, 3)};
    line.vendor = maybe_one_of({"Ann", "Bo"});
    line.sku = maybe_one_of({"a", "b"});
    line.quantity = some_number(0, 3);
    if (one_in(2)) line.current_quantity = some_number(0, line.quantity);
    line.price = some_money();
    line.discount = {some_number(0, line.price.minor * line.quantity)};
    line.tax = some_money();
    line.gift_card = one_in(4);
    if (one_in(2)) line.tax_lines = {{"VAT \"20\"", 200'000, line.tax}};
    return line;
}

commerce::Refund some_refund(OrderId order_id) {
    commerce::Refund refund;
    refund.id = {some_number(1, 2)};
    refund.order_id = order_id;
    refund.happened_at = some_instant();
    refund.lines = {{{some_number(1, 3)}, 1, some_money(), {0}}};
    using Kind = commerce::RefundAdjustment::Kind;
    if (one_in(2))
        refund.adjustments = {{*rc::gen::element(Kind::shipping_line, Kind::discrepancy, Kind::duty,
                                                 Kind::fee, Kind::shipping),
                               -some_money(), -some_money()}};
    if (one_in(3)) refund.transactions = {{1, "refund", "success", "cash", some_money()}};
    return refund;
}

CustomerSighting some_customer(const commerce::Version& version, bool own) {
    CustomerSighting sighting;
    sighting.customer.id = some_customer_id();
    sighting.customer.first_name = one_of({"Ann", "Bo", ""});
    if (one_in(3)) sighting.customer.addresses.push_back({.city = one_of({"Rome", "Bern"})});
    sighting.own = own;
    sighting.version = version;
    if (own) sighting.version.content_hash = content_hash(sighting.customer);
    return sighting;
}

Order some_bare_order() {
    Order order;
    order.id = some_order_id();
    order.happened_at = order.created_at = some_instant();
    order.test = one_in(8);
    order.taxes_included = one_in(2);
    order.financial_status = one_of({"paid", "voided"});
    if (one_in(3)) order.cancelled_at = some_instant();
    order.channel = maybe_one_of({"web", "pos"});
    order.country_code = maybe_one_of({"NZ", "GB"});
    if (one_in(2)) order.discount_codes = {"A", "B\"\n"};
    if (one_in(2)) order.gateways = {"cash"};
    order.checkout_token = maybe_one_of({"t1", "t2"});
    order.tip = some_money();
    return order;
}

Snapshots some_order() {
    Snapshots snapshots;
    auto order = some_bare_order();
    for (std::int64_t id = 1; id <= some_number(0, 3); ++id) order.lines.push_back(some_line(id));
    if (one_in(3)) order.duties.push_back({LineItemId{1}, some_money(), {}});
    if (one_in(3)) order.fees.push_back({{}, some_money(), {}});
    if (one_in(2)) order.shipping_lines.push_back({some_money(), {}, some_money()});
    if (one_in(2)) order.refunds.push_back(some_refund(order.id));
    order.version.updated_at = some_instant();
    const auto customer = some_customer({}, false);
    const bool known = !one_in(4);
    if (known) order.customer_id = customer.customer.id;
    order.version.content_hash = content_hash(order, known ? &customer.customer : nullptr);
    if (known) {
        snapshots.customers.push_back(customer);
        snapshots.customers.back().version = order.version;
        snapshots.customers.back().version.content_hash = content_hash(customer.customer);
    }
    if (one_in(3))
        snapshots.milestones = {{order.id,
                                 static_cast<commerce::Milestone::Kind>(some_number(1, 3)),
                                 order.version.updated_at}};
    snapshots.orders.push_back(std::move(order));
    return snapshots;
}

Snapshots some_own_refund() {
    commerce::RefundSighting sighting{some_refund(some_order_id()), {}};
    sighting.version.updated_at = sighting.refund.happened_at;
    sighting.version.content_hash = content_hash(sighting.refund);
    return {.refunds = {sighting}};
}

Snapshots some_edit() {
    commerce::OrderEditSighting sighting;
    sighting.edit = {{some_number(1, 2)}, some_order_id(), some_instant(), {}, {}};
    sighting.edit.additions = {{{some_number(1, 3)}, some_number(1, 2)}};
    if (one_in(2)) sighting.edit.removals = {{{some_number(1, 3)}, 1}};
    sighting.version.updated_at = sighting.edit.committed_at;
    sighting.version.content_hash = content_hash(sighting.edit);
    return {.edits = {sighting}};
}

Snapshots some_agreements() {
    commerce::OrderAgreements agreements;
    agreements.order_id = some_order_id();
    for (auto count = some_number(0, 2); count > 0; --count)
        agreements.sales.push_back({.happened_at = some_instant(),
                                    .action = static_cast<commerce::Action>(some_number(1, 3)),
                                    .line_type = static_cast<commerce::LineType>(some_number(1, 7)),
                                    .quantity = some_number(-1, 2),
                                    .total = some_money(),
                                    .tax = {some_number(0, 10)},
                                    .discount = {some_number(0, 10)},
                                    .line_item_id = LineItemId{some_number(1, 3)}});
    agreements.version.updated_at = some_instant();
    agreements.version.content_hash = content_hash(agreements);
    return {.agreements = {agreements}};
}

Snapshots some_product() {
    commerce::Product product;
    product.id = {some_number(1, 3)};
    product.title = one_of({"Cup", "Pot"});
    product.variants = {{{some_number(1, 3)}, "Red", {}, some_money(), 1},
                        {{some_number(1, 3)}, "Blue", "sku", some_money(), 2}};
    product.version.updated_at = some_instant();
    product.version.content_hash = content_hash(product);
    return {.products = {product}};
}

Snapshots some_checkout() {
    commerce::Checkout checkout;
    checkout.token = one_of({"t1", "t2"});
    checkout.created_at = some_instant();
    if (one_in(2)) checkout.completed_at = some_instant();
    checkout.lines = {{ProductId{1}, VariantId{2}, "Cup", some_number(1, 3), some_money()}};
    checkout.version.updated_at = some_instant();
    checkout.version.content_hash = content_hash(checkout);
    return {.checkouts = {checkout}};
}

Snapshots some_deletion() {
    const auto kind = static_cast<commerce::Deletion::Kind>(some_number(1, 4));
    if (kind == commerce::Deletion::Kind::checkout)
        return {.deletions = {{kind, 0, one_of({"t1", "t2"})}}};
    return {.deletions = {{kind, some_number(1, 6), ""}}};
}

Snapshots some_merge() {
    return {.merges = {{some_customer_id(), some_customer_id(), {some_instant(), {}, 0, 0}}}};
}

Snapshots some_shop_change() {
    const auto zone =
        one_of({"Pacific/Auckland", "America/New_York", "America/St_Johns", "No/Where"});
    return {.shop_changes = {{{some_instant(), {}, 0, 0}, "One", zone, one_in(4)}}};
}

Snapshots some_snapshot() {
    switch (some_number(0, 23)) {
        case 0:
        case 1: return some_own_refund();
        case 2:
        case 3: return {.customers = {some_customer({some_instant(), {}, 0, 0}, true)}};
        case 4:
        case 5: return some_edit();
        case 6:
        case 7: return some_agreements();
        case 8: return some_product();
        case 9: return some_checkout();
        case 10: return some_deletion();
        case 11:
        case 12: return some_merge();
        case 13: return some_shop_change();
        default: return some_order();
    }
}

}  // namespace

std::vector<Snapshots> some_history() {
    std::vector<Snapshots> history;
    for (auto count = some_number(1, 16); count > 0; --count) history.push_back(some_snapshot());
    return history;
}

std::vector<Snapshots> in_disorder(std::vector<Snapshots> history) {
    const auto count = history.size();
    for (std::size_t i = 0; i < count; ++i)
        if (one_in(2)) history.push_back(history[i]);
    for (std::size_t i = history.size(); i > 1; --i)
        std::swap(history[i - 1], history[*rc::gen::inRange<std::size_t>(0, i)]);
    return history;
}

void append(Snapshots& all, const Snapshots& more) {
    const auto add = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    add(all.orders, more.orders);
    add(all.refunds, more.refunds);
    add(all.customers, more.customers);
    add(all.edits, more.edits);
    add(all.agreements, more.agreements);
    add(all.milestones, more.milestones);
    add(all.products, more.products);
    add(all.checkouts, more.checkouts);
    add(all.merges, more.merges);
    add(all.deletions, more.deletions);
    add(all.shop_changes, more.shop_changes);
}

}  // namespace tillwatch::test
