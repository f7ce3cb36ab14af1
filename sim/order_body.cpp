#include <fmt/format.h>

#include "sim/bodies.hpp"
#include "sim/body_parts.hpp"
#include "sim/totals.hpp"

namespace tillwatch::sim {

namespace {

std::string value_text(const Discount& discount, Currency currency) {
    if (discount.type == "fixed_amount") return Money{discount.value}.text(currency);
    return fmt::format("{}.{}", discount.value / 10, discount.value % 10);
}

void write_discounts(Sheet& sheet, const Order& order, Currency currency) {
    sheet.list("discount_codes");
    for (const auto& discount : order.discounts)
        if (!discount.code.empty())
            sheet.object()
                .put("code", discount.code)
                .money("amount", discount.amount)
                .put("type", discount.type)
                .end();
    sheet.end_list().list("discount_applications");
    for (const auto& discount : order.discounts) {
        const bool on_shipping = discount.type == "shipping";
        sheet.object().put("target_type", on_shipping ? "shipping_line" : "line_item");
        sheet.put("type", discount.code.empty() ? "automatic" : "discount_code");
        sheet.put("value", value_text(discount, currency));
        sheet.put("value_type", discount.type == "fixed_amount" ? "fixed_amount" : "percentage");
        sheet.put("allocation_method", "across").put("target_selection", "all");
        if (discount.code.empty())
            sheet.put("title", "Season's offer").end();
        else
            sheet.put("code", discount.code).end();
    }
    sheet.end_list();
}

void write_shipping_lines(Sheet& sheet, const Order& order) {
    sheet.list("shipping_lines");
    if (order.shipped) {
        const auto title = order.shipping_list == 0 ? "Free shipping" : "Standard";
        sheet.object().put("id", order.id * 10 + 1).nulls({"carrier_identifier"});
        sheet.put("code", title).set("current_discounted_price_set", order.shipping);
        sheet.price("discounted_price", order.shipping).put("is_removed", false);
        sheet.nulls({"phone"}).price("price", order.shipping_list);
        sheet.nulls({"requested_fulfillment_service_id"}).put("source", "shopify");
        sheet.put("title", title);
        write_tax_lines(sheet, order, order.shipping_tax, order.tax_rate_ppm != 0);
        sheet.list("discount_allocations");
        for (std::size_t i = 0; i < order.discounts.size(); ++i)
            if (order.discounts[i].type == "shipping")
                sheet.object()
                    .price("amount", order.shipping_list - order.shipping)
                    .put("discount_application_index", i)
                    .end();
        sheet.end_list().end();
    }
    sheet.end_list();
}

void write_fees(Sheet& sheet, const Order& order) {
    sheet.list("additional_fees");
    if (order.fee != 0)
        sheet.object()
            .put("id", order.id * 10 + 2)
            .put("name", "Packaging fee")
            .price("price", order.fee)
            .empty_lists({"tax_lines"})
            .end();
    sheet.end_list();
}

void write_fulfillments(Sheet& sheet, const Order& order) {
    sheet.list("fulfillments");
    if (!order.fulfillment_status.empty()) {
        const auto id = order.id * 10 + 3;
        const auto track = fmt::format("TW{}", id);
        sheet.object().put("id", id).gid("Fulfillment", id).put("order_id", order.id);
        sheet.put("name", fmt::format("#{}.1", order.number)).put("service", "manual");
        sheet.put("status", "success").nulls({"shipment_status", "location_id"});
        sheet.put("tracking_company", "DHL Express").put("tracking_number", track);
        sheet.list("line_items");
        const auto shown = order.fulfillment_status == "fulfilled" ? order.lines.size() : 1;
        for (std::size_t i = 0; i < shown; ++i) {
            sheet.object();
            write_line(sheet, order, order.lines[i], true);
            sheet.end();
        }
        sheet.end_list().end();
    }
    sheet.end_list();
}

void write_origin(Sheet& sheet, const Order& order, const Customer& buyer) {
    const auto email = order.channel == "pos" && order.guest ? std::string_view() : buyer.email;
    sheet.put("id", order.id).gid("Order", order.id).nulls({"app_id", "browser_ip"});
    sheet.put("buyer_accepts_marketing", false).put_or_null("cancel_reason", order.cancel_reason);
    if (order.cancelled_at)
        sheet.at("cancelled_at", *order.cancelled_at);
    else
        sheet.nulls({"cancelled_at"});
    sheet.put_or_null("cart_token", order.checkout_token);
    sheet.put_or_null("checkout_token", order.checkout_token).nulls({"client_details"});
    sheet.nulls({"closed_at"}).put("confirmation_number", fmt::format("TW{:07}", order.number));
    sheet.put("confirmed", true).put_or_null("contact_email", email);
    sheet.at("created_at", order.created_at).put("currency", sheet.currency());
    sheet.put_or_null("email", email).put("estimated_taxes", false);
    sheet.put("financial_status", order.financial_status);
    sheet.put_or_null("fulfillment_status", order.fulfillment_status);
    sheet.put_or_null("landing_site", order.landing_site).nulls({"landing_site_ref"});
    sheet.nulls({"location_id"}).put("merchant_business_entity_id", "MTAwMDAwMDAx");
    sheet.put("name", fmt::format("#{}", order.number)).nulls({"note"});
    sheet.empty_lists({"note_attributes"}).put("number", order.number - 1000);
    sheet.put("order_number", order.number).list("payment_gateway_names");
    sheet.item(order.gateway).end_list().nulls({"phone", "po_number"});
}

}  // namespace

std::string Bodies::order(const Order& order, const Customer& buyer) const {
    const auto totals = totals_of(order, profile_.taxes_included);
    Sheet sheet(currency_, zone_);
    sheet.object();
    write_origin(sheet, order, buyer);
    sheet.put("presentment_currency", currency_.code()).at("processed_at", order.processed_at);
    sheet.put_or_null("referring_site", order.referrer).put("source_name", order.channel);
    sheet.put("tags", "").put("tax_exempt", false);
    sheet.put("taxes_included", profile_.taxes_included).put("test", order.test);
    sheet.put("token", fmt::format("{:016x}", order.key));
    sheet.set("current_shipping_price_set", order.shipping - order.shipping_refunded);
    sheet.price("current_subtotal_price", totals.current_subtotal);
    sheet.price("current_total_price", totals.current_price);
    sheet.price("current_total_tax", totals.current_tax);
    sheet.put("duties_included", false).nulls({"original_total_duties_set"});
    sheet.nulls({"original_total_additional_fees_set"}).price("subtotal_price", totals.subtotal);
    sheet.price("total_discounts", totals.discounts);
    sheet.price("total_line_items_price", totals.list);
    sheet.money("total_outstanding", order.financial_status == "pending" ? totals.price : 0);
    sheet.price("total_price", totals.price).set("total_shipping_price_set", order.shipping_list);
    sheet.price("total_tax", totals.tax).money("total_tip_received", order.tip);
    sheet.put("total_weight", totals.grams).at("updated_at", order.updated_at);
    sheet.nulls({"user_id"});
    write_tax_lines(sheet, order, totals.tax, totals.tax != 0);
    write_discounts(sheet, order, currency_);
    write_fees(sheet, order);
    if (order.channel == "pos" && order.guest)
        sheet.nulls({"billing_address", "shipping_address"});
    else
        write_address(sheet, "billing_address", buyer);
    if (order.shipped) write_address(sheet, "shipping_address", buyer);
    if (order.guest) {
        sheet.nulls({"customer"});
    } else {
        sheet.object("customer");
        write_customer(sheet, buyer, false);
        sheet.end();
    }
    write_fulfillments(sheet, order);
    sheet.list("line_items");
    for (const auto& line : order.lines) {
        sheet.object();
        write_line(sheet, order, line, true);
        sheet.end();
    }
    sheet.end_list().nulls({"payment_terms"}).list("refunds");
    for (const auto& refund : order.refunds) {
        sheet.object();
        write_refund(sheet, order, refund, profile_.taxes_included);
        sheet.end();
    }
    sheet.end_list();
    write_shipping_lines(sheet, order);
    return sheet.empty_lists({"returns", "line_item_groups"}).end().body();
}

}  // namespace tillwatch::sim
