#include <fmt/format.h>

#include "sim/bodies.hpp"
#include "sim/body_parts.hpp"

namespace tillwatch::sim {
namespace {

void write_refunded_line(Sheet& sheet, const Order& order, const Refund& refund,
                         const RefundedLine& refunded) {
    const auto& line = order.lines[refunded.line];
    sheet.object().put("id", refund.id * 10 + static_cast<std::int64_t>(refunded.line));
    sheet.put("quantity", refunded.quantity).put("line_item_id", line.id).nulls({"location_id"});
    sheet.put("restock_type", refund.restock_type).number("subtotal", refunded.subtotal);
    sheet.number("total_tax", refunded.tax).set("subtotal_set", refunded.subtotal);
    sheet.set("total_tax_set", refunded.tax).object("line_item");
    write_line(sheet, order, line, false);
    sheet.end().end();
}

/// Shipping given back stands in two lists, as it does since 2024-04.
void write_refunded_shipping(Sheet& sheet, const Order& order, const Refund& refund) {
    sheet.list("refund_shipping_lines");
    if (refund.shipping != 0) {
        sheet.object().put("id", refund.id * 10 + 9).set("subtotal_amount_set", refund.shipping);
        sheet.set("tax_amount_set", refund.shipping_tax);
        write_tax_lines(sheet, order, refund.shipping_tax, order.tax_rate_ppm != 0);
        sheet.end();
    }
    sheet.end_list();
}

void write_adjustment(Sheet& sheet, const Order& order, std::int64_t id, std::int64_t amount,
                      std::int64_t tax, std::string_view kind, std::string_view reason) {
    sheet.object().put("id", id).put("order_id", order.id).put("refund_id", id / 10);
    sheet.price("amount", amount).price("tax_amount", tax);
    sheet.put("kind", kind).put("reason", reason).end();
}

/// Their tax is beside the amount, whether prices include it or not.
void write_adjustments(Sheet& sheet, const Order& order, const Refund& refund, bool included) {
    sheet.list("order_adjustments");
    auto id = refund.id * 10;
    const auto shipping_without_tax = refund.shipping - (included ? refund.shipping_tax : 0);
    if (refund.shipping != 0)
        write_adjustment(sheet, order, id++, -shipping_without_tax, -refund.shipping_tax,
                         "shipping_refund", "Shipping refund");
    for (const auto& adjustment : refund.adjustments)
        write_adjustment(sheet, order, id++, adjustment.amount, 0, "refund_discrepancy",
                         adjustment.reason);
    sheet.end_list();
}

std::int64_t duties_of(const Order& order, const Refund& refund) {
    std::int64_t sum = 0;
    for (const auto line : refund.duties) sum += order.lines[line].duty;
    return sum;
}

std::int64_t money_back(const Order& order, const Refund& refund, bool included) {
    std::int64_t sum = refund.shipping + (included ? 0 : refund.shipping_tax);
    for (const auto& line : refund.lines) sum += line.subtotal + (included ? 0 : line.tax);
    for (const auto& adjustment : refund.adjustments) sum -= adjustment.amount;
    return sum + duties_of(order, refund);
}

void write_transaction(Sheet& sheet, const Order& order, const Refund& refund,
                       std::int64_t amount) {
    sheet.list("transactions").object().put("id", refund.id * 10).put("order_id", order.id);
    sheet.put("kind", "refund").put("gateway", order.gateway).put("status", "success");
    sheet.put("message", "Refunded").at("created_at", refund.at).put("test", order.test);
    sheet.nulls({"authorization", "location_id", "user_id", "parent_id"});
    sheet.at("processed_at", refund.at).nulls({"device_id", "error_code"});
    sheet.put("source_name", order.channel).object("receipt").end().money("amount", amount);
    sheet.put("currency", sheet.currency()).put("payment_id", fmt::format("r{}", refund.id));
    sheet.put("manual_payment_gateway", false).nulls({"amount_rounding"});
    sheet.gid("OrderTransaction", refund.id * 10).end().end_list();
}

}  // namespace

void write_refund(Sheet& sheet, const Order& order, const Refund& refund, bool included) {
    sheet.put("id", refund.id).put("order_id", order.id).at("created_at", refund.at);
    sheet.put("note", refund.note).nulls({"user_id"}).at("processed_at", refund.at);
    sheet.list("duties");
    for (const auto line : refund.duties)
        sheet.object()
            .put("duty_id", order.lines[line].id + 5)
            .set("amount_set", order.lines[line].duty)
            .end();
    sheet.end_list().set("total_duties_set", duties_of(order, refund)).nulls({"return"});
    write_refunded_shipping(sheet, order, refund);
    sheet.put("restock", refund.restock_type != "no_restock").gid("Refund", refund.id);
    write_adjustments(sheet, order, refund, included);
    sheet.list("refund_line_items");
    for (const auto& line : refund.lines) write_refunded_line(sheet, order, refund, line);
    sheet.end_list();
    write_transaction(sheet, order, refund, money_back(order, refund, included));
}

std::string Bodies::refund(const Order& order, const Refund& refund) const {
    Sheet sheet(currency_, zone_);
    sheet.object();
    write_refund(sheet, order, refund, profile_.taxes_included);
    return sheet.end().body();
}

}  // namespace tillwatch::sim
