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
    line.quantity = needed(fields, "quantity", fields.quantity("quantity"));
    line.subtotal = needed(fields, "subtotal", fields.money("subtotal"));
    line.tax = fields.money("total_tax").value_or(Money{});
    return line;
}

/// Tax lines of what goes back are positive.
Money tax_given_back(const Fields& fields) {
    return -sum_of(read_tax_lines(fields, "tax_lines"), &commerce::TaxLine::price, fields,
                   "tax_lines");
}

/// Of a shipping line given back, where it says it; webhooks as a rule do not.
std::optional<Money> shipping_tax_given_back(const Fields& line) {
    if (const auto tax = line.money("tax_amount")) return -*tax;
    if (read_tax_lines(line, "tax_lines").empty()) return std::nullopt;
    return tax_given_back(line);
}

/// Answers whether every line says its tax.
bool read_shipping_lines(const Fields& fields, Refund& refund) {
    bool told = true;
    fields.each("refund_shipping_lines", [&](const Fields& line) {
        const auto amount = needed(line, "subtotal_amount", line.money("subtotal_amount"));
        const auto tax = shipping_tax_given_back(line);
        told = told && tax;
        refund.adjustments.push_back({Kind::shipping_line, -amount, tax.value_or(Money{})});
    });
    return told;
}

RefundAdjustment read_adjustment(const Fields& fields) {
    const bool shipping = fields.text("kind") == "shipping_refund";
    return {shipping ? Kind::shipping : Kind::discrepancy,
            needed(fields, "amount", fields.money("amount")),
            fields.money("tax_amount").value_or(Money{})};
}

/// The tax of the shipping lines, which do not all say theirs: it goes with the first of them.
void put_shipping_tax(std::vector<RefundAdjustment>& shipping_lines, Money tax) {
    for (auto& line : shipping_lines) line.tax = {};
    shipping_lines.front().tax = tax;
}

/// Shipping given back stands in refund_shipping_lines (2024-04 and later) and in the adjustments
/// too: one of the two counts. Where a line does not say its tax, the adjustments tell that of all.
/// Of a discrepancy Shopify's own sign is the ledger's already: it is negative where more was
/// returned than calculated, positive where less (a restocking fee).
void read_adjustments(const Fields& fields, Refund& refund) {
    const bool tax_told = read_shipping_lines(fields, refund);
    const bool shipping_lines = !refund.adjustments.empty();
    std::vector<RefundAdjustment> others;
    std::optional<Money> shipping_tax;
    fields.each("order_adjustments", [&](const Fields& entry) {
        const auto adjustment = read_adjustment(entry);
        if (shipping_lines && adjustment.kind == Kind::shipping)
            shipping_tax = shipping_tax.value_or(Money{}) + adjustment.tax;
        else
            others.push_back(adjustment);
    });
    if (shipping_tax && !tax_told) put_shipping_tax(refund.adjustments, *shipping_tax);
    refund.adjustments.insert(refund.adjustments.end(), others.begin(), others.end());
}

/// Whether the list says any amount. It says all of them or none.
bool read_duties_of(const Fields& fields, std::string_view list, Refund& refund) {
    const auto before = refund.adjustments.size();
    bool some = false;
    bool all = true;
    fields.each(list, [&](const Fields& duty) {
        const auto amount = duty.money("amount");
        some = some || amount;
        all = all && amount;
        if (amount && amount->minor != 0)
            refund.adjustments.push_back({Kind::duty, -*amount, tax_given_back(duty)});
    });
    if (some && !all) fields.refuse(list, "names a duty without its amount");
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
