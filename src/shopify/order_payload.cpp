#include "shopify/order_payload.hpp"

#include <algorithm>

#include "shopify/amounts.hpp"
#include "shopify/customer_payload.hpp"
#include "shopify/order_parts.hpp"
#include "shopify/refund_payload.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::DiscountAllocation;
using commerce::LineItem;
using commerce::Order;
using commerce::Refund;
using commerce::ShippingLine;

// A webhook's order carries its refund lines; a bulk operation's row cannot (completeness 0).
constexpr std::int64_t completeness_with_refund_lines = 1;

std::vector<DiscountAllocation> read_allocations(const Fields& fields) {
    std::vector<DiscountAllocation> allocations;
    fields.each("discount_allocations", [&](const Fields& entry) {
        allocations.push_back(
            {.application = entry.integer("discount_application_index").value_or(0),
             .amount = needed(entry, "amount", entry.money("amount"))});
    });
    return allocations;
}

Money sum_of_allocations(const std::vector<DiscountAllocation>& allocations, const Fields& fields) {
    return sum_of(allocations, &DiscountAllocation::amount, fields, "discount_allocations");
}

/// Every allocation, of the line and of the order; the line's own total where none are listed.
void read_discount(const Fields& fields, LineItem& line) {
    line.discount_allocations = read_allocations(fields);
    line.discount = fields.has("discount_allocations")
                        ? sum_of_allocations(line.discount_allocations, fields)
                        : fields.money("total_discount").value_or(Money{});
}

LineItem read_line(const Fields& fields) {
    LineItem line;
    line.id = {fields.id("id").value_or(0)};
    if (line.id.value == 0) fields.refuse("id", "is missing");
    line.product_id = id_as<ProductId>(fields.id("product_id"));
    line.variant_id = id_as<VariantId>(fields.id("variant_id"));
    line.title = fields.text("title").value_or("");
    line.sku = fields.filled_text("sku");
    line.vendor = fields.filled_text("vendor");
    line.quantity = needed(fields, "quantity", fields.quantity("quantity"));
    line.current_quantity = fields.quantity("current_quantity");
    line.price = needed(fields, "price", fields.money("price"));
    read_discount(fields, line);
    read_taxes(fields, "tax_lines", line);
    line.gift_card = fields.flag("gift_card").value_or(false);
    line.tip =
        fields.has("tip") || fields.has("tip_payment_gateway") || fields.has("tip_payment_method");
    if (!multiply(line.price, line.quantity)) fields.refuse("price", "is too large an amount");
    return line;
}

void read_lines(const Fields& fields, Order& order) {
    fields.each("line_items", [&](const Fields& entry) {
        order.lines.push_back(read_line(entry));
        const auto id = order.lines.back().id;
        entry.each("duties", [&](const Fields& duty) {
            order.duties.push_back(read_charge(duty, "tax_lines", id));
        });
    });
}

ShippingLine read_shipping_line(const Fields& fields) {
    const auto price = needed(fields, "price", fields.money("price"));
    auto discounted = fields.money("discounted_price");
    if (!discounted) discounted = price - sum_of_allocations(read_allocations(fields), fields);
    ShippingLine line;
    line.price = *discounted;
    line.discount = price - *discounted;
    const auto tax_lines = read_tax_lines(fields, "tax_lines");
    line.tax = sum_of(tax_lines, &commerce::TaxLine::price, fields, "tax_lines");
    line.tax_rate_ppm = rate_of(tax_lines);
    return line;
}

void read_shipping_lines(const Fields& fields, Order& order) {
    fields.each("shipping_lines", [&](const Fields& line) {
        if (line.flag("is_removed").value_or(false)) return;
        order.shipping_lines.push_back(read_shipping_line(line));
    });
}

void read_refunds(const Fields& fields, Order& order) {
    fields.each("refunds", [&](const Fields& entry) {
        auto refund = read_refund(entry);
        if (!refund) return;
        refund->order_id = order.id;
        if (std::ranges::find(order.refunds, refund->id, &Refund::id) != order.refunds.end())
            entry.refuse("id", "stands twice in the list");
        order.refunds.push_back(std::move(*refund));
    });
}

void read_dates(const Fields& fields, Order& order) {
    const auto created_at = fields.instant("created_at");
    const auto processed_at = fields.instant("processed_at");
    order.happened_at = processed_at.value_or(created_at.value_or(Instant{}));
    order.created_at = created_at.value_or(order.happened_at);
    order.cancelled_at = fields.instant("cancelled_at");
    order.version.updated_at = fields.instant("updated_at").value_or(order.created_at);
}

/// By what an order can be told apart from others: where it came from, how it was paid.
void read_traits(const Fields& fields, Order& order) {
    order.channel = fields.filled_text("source_name");
    order.email = fields.filled_text("email");
    order.referrer = fields.filled_text("referring_site");
    order.checkout_token = fields.filled_text("checkout_token");
    order.gateways = fields.texts("payment_gateway_names");
    fields.each("discount_codes", [&](const Fields& entry) {
        auto code = entry.filled_text("code");
        if (code && std::ranges::find(order.discount_codes, *code) == order.discount_codes.end())
            order.discount_codes.push_back(std::move(*code));
    });
    for (const auto* address : {"shipping_address", "billing_address"})
        if (const auto found = fields.object(address); found && !order.country_code)
            order.country_code = found->filled_text("country_code");
}

void read_totals(const Fields& fields, Order& order) {
    order.total_price = fields.money("total_price").value_or(Money{});
    order.tip = fields.money("total_tip_received").value_or(Money{});
    order.total_tax =
        sum_of(read_tax_lines(fields, "tax_lines"), &commerce::TaxLine::price, fields, "tax_lines");
    if (order.total_tax.minor == 0) order.total_tax = fields.money("total_tax").value_or(Money{});
    add_total(fields, "original_total_duties", order.duties);
    fields.each("additional_fees",
                [&](const Fields& fee) { order.fees.push_back(read_charge(fee, "tax_lines")); });
    add_total(fields, "original_total_additional_fees", order.fees);
}

}  // namespace

bool is_full_order(const Fields& fields) {
    return fields.has("currency") && fields.has("line_items") &&
           (fields.has("processed_at") || fields.has("created_at"));
}

Snapshots read_order(const Fields& fields, std::optional<Instant> triggered_at, Currency currency) {
    Order order;
    check_currency(fields, "currency", currency);
    order.id = {fields.id("id").value_or(0)};
    if (order.id.value == 0) fields.refuse("id", "is missing");
    order.version.triggered_at = triggered_at;
    order.version.completeness = completeness_with_refund_lines;
    order.name = fields.text("name").value_or("");
    order.test = fields.flag("test").value_or(false);
    order.taxes_included = fields.flag("taxes_included").value_or(false);
    order.financial_status = fields.text("financial_status").value_or("");
    order.fulfillment_status = fields.filled_text("fulfillment_status");
    read_dates(fields, order);
    read_traits(fields, order);
    read_lines(fields, order);
    read_shipping_lines(fields, order);
    read_totals(fields, order);
    read_refunds(fields, order);
    const auto embedded = fields.object("customer");
    auto customer = embedded ? read_customer(*embedded) : std::nullopt;
    if (too_large(order)) fields.refuse("line_items", "add up to too large an amount");
    return finish_order(std::move(order), std::move(customer));
}

}  // namespace tillwatch::shopify
