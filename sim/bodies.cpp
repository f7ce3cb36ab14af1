#include "sim/bodies.hpp"

#include <fmt/format.h>

#include "sim/body_parts.hpp"

namespace tillwatch::sim {
namespace {

void write_variant(Sheet& sheet, const Product& product, const Variant& variant,
                   std::size_t place) {
    sheet.object().gid("ProductVariant", variant.id).nulls({"barcode", "compare_at_price"});
    sheet.at("created_at", product.created_at).put("id", variant.id);
    sheet.put("inventory_policy", "deny").put("position", place + 1);
    sheet.money("price", variant.price).put("product_id", product.id).put("sku", variant.sku);
    sheet.put("taxable", !product.gift_card).put("title", variant.title);
    sheet.at("updated_at", product.updated_at).put("option1", variant.title);
    sheet.nulls({"option2", "option3", "image_id"}).put("inventory_item_id", variant.id + 3);
    sheet.put("inventory_quantity", 40).put("old_inventory_quantity", 40).end();
}

void write_delta(Sheet& sheet, std::string_view name, const Order& order,
                 const std::vector<EditedUnits>& changes) {
    sheet.list(name);
    for (const auto& change : changes)
        sheet.object().put("id", order.lines[change.line].id).put("delta", change.units).end();
    sheet.end_list();
}

}  // namespace

std::string Bodies::edit(const Order& order, const Edit& edit) const {
    Sheet sheet(currency_, zone_);
    sheet.object().object("order_edit").put("id", edit.id).nulls({"app_id"});
    sheet.at("created_at", edit.at).at("committed_at", edit.at).put("notify_customer", false);
    sheet.put("order_id", order.id).put("staff_note", "").nulls({"user_id"}).object("line_items");
    write_delta(sheet, "additions", order, edit.additions);
    write_delta(sheet, "removals", order, edit.removals);
    sheet.end().object("discounts").object("line_item").empty_lists({"additions", "removals"});
    sheet.end().end().object("shipping_lines").empty_lists({"additions", "removals"}).end();
    return sheet.end().end().body();
}

std::string Bodies::customer(const Customer& customer) const {
    Sheet sheet(currency_, zone_);
    sheet.object();
    write_customer(sheet, customer, true);
    return sheet.end().body();
}

std::string Bodies::product(const Product& product) const {
    Sheet sheet(currency_, zone_);
    sheet.object().gid("Product", product.id);
    sheet.put("body_html", fmt::format("<p>{}</p>", product.title));
    sheet.at("created_at", product.created_at).put("handle", product.handle);
    sheet.put("id", product.id).put("product_type", product.type);
    sheet.at("published_at", product.created_at).nulls({"template_suffix"});
    sheet.put("title", product.title).at("updated_at", product.updated_at);
    sheet.put("vendor", product.vendor).put("status", "active").put("published_scope", "web");
    sheet.put("tags", "").list("variants");
    for (std::size_t i = 0; i < product.variants.size(); ++i)
        write_variant(sheet, product, product.variants[i], i);
    sheet.end_list().empty_lists({"options", "images"}).nulls({"image"}).empty_lists({"media"});
    sheet.list("variant_gids");
    for (const auto& variant : product.variants)
        sheet.object().gid("ProductVariant", variant.id).at("updated_at", product.updated_at).end();
    sheet.end_list().put("has_variants_that_requires_components", false).nulls({"category"});
    return sheet.end().body();
}

std::string Bodies::deleted(std::int64_t id) {
    return fmt::format(R"({{"id":{}}})", id);
}

}  // namespace tillwatch::sim
