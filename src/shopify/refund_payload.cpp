#include "shopify/refund_payload.hpp"

#include "shopify/amounts.hpp"
#include "shopify/order_parts.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::Refund;
using commerce::RefundAdjustment;
using commerce::RefundLine;
using commerce::Transaction;
using Kind = RefundAdjustment::Kind;

RefundLine read_refund_line(const Fields& fields) {
    RefundLine line;
    auto line_item_id = fields.id("line_item_id");
    if (!line_item_id)
        if (const auto line_item = fields.object("line_item")) line_item_id = line_item->id("id");
    if (!line_item_id) fields.refuse("line_item_id", "is missing");
    line.line_item_id = {line_item_id.value_or(0)};
    line.quantity = fields.quantity("quantity").value_or(0);
    line.subtotal = fields.money("subtotal").value_or(Money{});
    line.tax = fields.money("total_tax").value_or(Money{});
    return line;
}

/// Tax lines of what goes back are positive.
Money tax_given_back(const Fields& fields) {
    return -sum_of(read_tax_lines(fields, "tax_lines"), &commerce::TaxLine::price, fields,
                   "tax_lines");
}

/// Shipping given back stands in refund_shipping_lines (2024-04 and later) and in the adjustments
/// too: one of the two counts. Of a discrepancy Shopify's own sign is the ledger's already: it is
/// negative where more was returned than calculated, positive where less (a restocking fee).
void read_adjustments(const Fields& fields, Refund& refund) {
    bool shipping_lines = false;
    fields.each("refund_shipping_lines", [&](const Fields& line) {
        shipping_lines = true;
        const auto amount = line.money("subtotal_amount").value_or(Money{});
        refund.adjustments.push_back({Kind::shipping, -amount, tax_given_back(line)});
    });
    fields.each("order_adjustments", [&](const Fields& adjustment) {
        const bool shipping = adjustment.text("kind") == "shipping_refund";
        if (shipping && shipping_lines) return;
        refund.adjustments.push_back({shipping ? Kind::shipping : Kind::discrepancy,
                                      adjustment.money("amount").value_or(Money{}),
                                      adjustment.money("tax_amount").value_or(Money{})});
    });
}

/// Whether the list says any amount.
bool read_duties_of(const Fields& fields, std::string_view list, Refund& refund) {
    const auto before = refund.adjustments.size();
    fields.each(list, [&](const Fields& duty) {
        const auto amount = duty.money("amount").value_or(Money{});
        if (amount.minor == 0) return;
        refund.adjustments.push_back({Kind::duty, -amount, tax_given_back(duty)});
    });
    return refund.adjustments.size() > before;
}

/// The lists name the same duties, and the total sums them: the first that says anything counts.
void read_duties(const Fields& fields, Refund& refund) {
    if (read_duties_of(fields, "duties", refund)) return;
    if (read_duties_of(fields, "refund_duties", refund)) return;
    const auto total = fields.money("total_duties").value_or(Money{});
    if (total.minor != 0) refund.adjustments.push_back({Kind::duty, -total, Money{}});
}

/// In the currency that it was paid in, which the body says or is the store's.
Money read_paid_amount(const Fields& fields) {
    if (const auto code = fields.text("currency"))
        if (const auto currency = Currency::parse(*code))
            return fields.money_in(*currency, "amount").value_or(Money{});
    return fields.money("amount").value_or(Money{});
}

void read_transactions(const Fields& fields, Refund& refund) {
    fields.each("transactions", [&](const Fields& entry) {
        refund.transactions.push_back({.id = entry.id("id").value_or(0),
                                       .kind = entry.text("kind").value_or(""),
                                       .status = entry.text("status").value_or(""),
                                       .gateway = entry.text("gateway").value_or(""),
                                       .amount = read_paid_amount(entry)});
    });
}

}  // namespace

std::optional<Refund> read_refund(const Fields& fields) {
    const auto id = fields.id("id");
    auto happened_at = fields.instant("processed_at");
    if (!happened_at) happened_at = fields.instant("created_at");
    if (!id) fields.refuse("id", "is missing");
    if (!happened_at) fields.refuse("created_at", "is missing");
    if (!id || !happened_at) return std::nullopt;
    Refund refund;
    refund.id = {*id};
    refund.order_id = {fields.id("order_id").value_or(0)};
    refund.happened_at = *happened_at;
    fields.each("refund_line_items",
                [&](const Fields& line) { refund.lines.push_back(read_refund_line(line)); });
    read_adjustments(fields, refund);
    read_duties(fields, refund);
    read_transactions(fields, refund);
    if (too_large(refund)) fields.refuse("refund_line_items", "add up to too large an amount");
    return refund;
}

}  // namespace tillwatch::shopify
