#include "sim/body_parts.hpp"

#include <fmt/format.h>

namespace tillwatch::sim {
namespace {

void write_default_address(Sheet& sheet, const Customer& customer) {
    const auto& place = *customer.place;
    sheet.put("id", customer.id + 7).put("customer_id", customer.id);
    sheet.put("first_name", customer.first_name).put("last_name", customer.last_name);
    sheet.nulls({"company"}).put("address1", customer.street).nulls({"address2"});
    sheet.put("city", place.city).put_or_null("province", place.province);
    sheet.put("country", place.country).put("zip", customer.zip);
    sheet.put_or_null("phone", customer.phone);
    sheet.put("name", fmt::format("{} {}", customer.first_name, customer.last_name));
    sheet.put_or_null("province_code", place.province_code).put("country_code", place.code);
    sheet.put("country_name", place.country).put("default", true);
}

void write_allocations(Sheet& sheet, const Line& line) {
    sheet.list("discount_allocations");
    for (const auto& allocation : line.allocations)
        sheet.object()
            .price("amount", allocation.amount)
            .put("discount_application_index", allocation.application)
            .end();
    sheet.end_list();
}

void write_duties(Sheet& sheet, const Line& line) {
    sheet.list("duties");
    if (line.duty != 0)
        sheet.object()
            .put("id", line.id + 5)
            .put("harmonized_system_code", "691200")
            .put("country_code_of_origin", "PT")
            .bare_set(line.duty)
            .empty_lists({"tax_lines"})
            .gid("Duty", line.id + 5)
            .end();
    sheet.end_list();
}

}  // namespace

bool is_taxed(const Order& order, const Line& line) {
    return order.tax_rate_ppm != 0 && !line.product->gift_card;
}

void write_address(Sheet& sheet, std::string_view name, const Customer& customer) {
    const auto& place = *customer.place;
    sheet.object(name).put("first_name", customer.first_name).put("address1", customer.street);
    sheet.put_or_null("phone", customer.phone).put("city", place.city).put("zip", customer.zip);
    sheet.put_or_null("province", place.province).put("country", place.country);
    sheet.put("last_name", customer.last_name).nulls({"address2", "company"});
    sheet.nulls({"latitude", "longitude"});
    sheet.put("name", fmt::format("{} {}", customer.first_name, customer.last_name));
    sheet.put("country_code", place.code).put_or_null("province_code", place.province_code).end();
}

void write_customer(Sheet& sheet, const Customer& customer, bool whole) {
    sheet.put("id", customer.id).at("created_at", customer.created_at);
    sheet.at("updated_at", customer.updated_at).put("first_name", customer.first_name);
    sheet.put("last_name", customer.last_name).put("state", "disabled").nulls({"note"});
    sheet.put("verified_email", true).nulls({"multipass_identifier"}).put("tax_exempt", false);
    sheet.put("email", customer.email).put_or_null("phone", customer.phone);
    sheet.put("currency", sheet.currency());
    if (whole) {
        sheet.list("addresses").object();
        write_default_address(sheet, customer);
        sheet.end().end_list();
    }
    sheet.empty_lists({"tax_exemptions"}).gid("Customer", customer.id).object("default_address");
    write_default_address(sheet, customer);
    sheet.end();
}

void write_tax_lines(Sheet& sheet, const Order& order, std::int64_t tax, bool taxed) {
    sheet.list("tax_lines");
    if (taxed)
        sheet.object()
            .put("channel_liable", false)
            .price("price", tax)
            .rate("rate", order.tax_rate_ppm)
            .put("title", order.tax_title)
            .end();
    sheet.end_list();
}

void write_line(Sheet& sheet, const Order& order, const Line& line, bool in_order) {
    const auto& product = *line.product;
    const auto& variant = product.variants[line.variant];
    const bool fulfilled = order.fulfillment_status == "fulfilled";
    sheet.put("id", line.id).gid("LineItem", line.id);
    if (in_order) sheet.empty_lists({"attributed_staffs"}).put("current_quantity", line.left());
    sheet.put("fulfillable_quantity", fulfilled ? 0 : line.left());
    sheet.put("fulfillment_service", product.gift_card ? "gift_card" : "manual");
    sheet.put_or_null("fulfillment_status", fulfilled ? "fulfilled" : "");
    sheet.put("gift_card", product.gift_card).put("grams", variant.grams);
    sheet.put("name", fmt::format("{} - {}", product.title, variant.title));
    sheet.price("price", line.price).put("product_exists", true).put("product_id", product.id);
    sheet.empty_lists({"properties"}).put("quantity", line.quantity);
    sheet.put("requires_shipping", !product.gift_card);
    if (in_order) sheet.nulls({"sales_line_item_group_id"});
    sheet.put("sku", variant.sku).put("taxable", !product.gift_card).put("title", product.title);
    sheet.price("total_discount", 0).put("variant_id", variant.id);
    sheet.put("variant_inventory_management", "shopify").put("variant_title", variant.title);
    sheet.put("vendor", product.vendor);
    write_tax_lines(sheet, order, line.tax, is_taxed(order, line));
    write_duties(sheet, line);
    write_allocations(sheet, line);
}

}  // namespace tillwatch::sim
