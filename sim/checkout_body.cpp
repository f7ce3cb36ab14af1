#include <fmt/format.h>

#include "sim/bodies.hpp"
#include "sim/body_parts.hpp"
#include "sim/totals.hpp"

namespace tillwatch::sim {
namespace {

void write_checkout_line(Sheet& sheet, const Order& order, const Line& line) {
    const auto& product = *line.product;
    const auto& variant = product.variants[line.variant];
    sheet.object().empty_lists({"applied_discounts", "discount_allocations"});
    sheet.put("key", fmt::format("{:016x}", static_cast<std::uint64_t>(line.id)));
    sheet.put("fulfillment_service", "manual").put("gift_card", product.gift_card);
    sheet.put("grams", variant.grams).put("presentment_title", product.title);
    sheet.put("presentment_variant_title", variant.title).put("product_id", product.id);
    sheet.nulls({"properties"}).put("quantity", line.quantity);
    sheet.put("requires_shipping", !product.gift_card).put("sku", variant.sku);
    write_tax_lines(sheet, order, line.tax, is_taxed(order, line));
    sheet.put("taxable", !product.gift_card).put("title", product.title);
    sheet.put("variant_id", variant.id).put("variant_title", variant.title);
    sheet.money("variant_price", line.price).put("vendor", product.vendor);
    sheet.nulls({"user_id", "rank", "compare_at_price"});
    sheet.money("line_price", line.price * line.quantity).money("price", line.price).end();
}

}  // namespace

std::string Bodies::checkout(const Checkout& checkout, const Order& order,
                             const Customer& buyer) const {
    const auto totals = totals_of(order, profile_.taxes_included);
    Sheet sheet(currency_, zone_);
    sheet.object().put("token", checkout.token).put("cart_token", checkout.token);
    sheet.put_or_null("email", checkout.contact ? std::string_view(buyer.email) : "");
    sheet.nulls({"gateway"}).put("buyer_accepts_marketing", false);
    sheet.at("created_at", checkout.created_at).at("updated_at", checkout.updated_at);
    sheet.put_or_null("landing_site", order.landing_site).nulls({"note"});
    sheet.empty_lists({"note_attributes"}).put_or_null("referring_site", order.referrer);
    sheet.empty_lists({"shipping_lines"}).put("taxes_included", profile_.taxes_included);
    sheet.put("total_weight", totals.grams).put("currency", currency_.code());
    if (checkout.completed_at)
        sheet.at("completed_at", *checkout.completed_at);
    else
        sheet.nulls({"completed_at"});
    sheet.nulls({"closed_at", "user_id", "location_id", "source_identifier", "source_url"});
    sheet.nulls({"device_id", "phone", "customer_locale"}).list("line_items");
    for (const auto& line : order.lines) write_checkout_line(sheet, order, line);
    sheet.end_list().put("name", fmt::format("#{}", checkout.created_at.ms)).nulls({"source"});
    sheet.put("abandoned_checkout_url",
              fmt::format("https://{}/checkouts/{}/recover", profile_.domain, checkout.token));
    sheet.empty_lists({"discount_codes"});
    write_tax_lines(sheet, order, totals.tax, totals.tax != 0);
    sheet.put("source_name", order.channel).put("presentment_currency", currency_.code());
    sheet.money("total_discounts", totals.discounts);
    sheet.money("total_line_items_price", totals.list).money("total_price", totals.price);
    sheet.money("total_tax", totals.tax).money("subtotal_price", totals.subtotal);
    sheet.nulls({"total_duties", "reservation_token"});
    if (checkout.contact) write_address(sheet, "shipping_address", buyer);
    return sheet.end().body();
}

}  // namespace tillwatch::sim
