#include "shopify/catalog_payload.hpp"

#include <algorithm>

#include "shopify/order_parts.hpp"
#include "shopify/rejections.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::Checkout;
using commerce::CheckoutLine;
using commerce::Product;
using commerce::Variant;

void read_variants(const Fields& fields, Product& product) {
    fields.each("variants", [&](const Fields& entry) {
        Variant variant;
        variant.id = {entry.id("id").value_or(0)};
        if (variant.id.value == 0) entry.refuse("id", "is missing");
        if (std::ranges::find(product.variants, variant.id, &Variant::id) != product.variants.end())
            entry.refuse("id", "stands twice in the list");
        variant.title = entry.text("title").value_or("");
        variant.sku = entry.filled_text("sku");
        variant.price = entry.money("price").value_or(Money{});
        variant.position = entry.quantity("position").value_or(0);
        product.variants.push_back(std::move(variant));
    });
}

CheckoutLine read_checkout_line(const Fields& fields) {
    CheckoutLine line;
    line.product_id = id_as<ProductId>(fields.id("product_id"));
    line.variant_id = id_as<VariantId>(fields.id("variant_id"));
    line.title = fields.text("title").value_or("");
    line.quantity = fields.quantity("quantity").value_or(0);
    line.price = fields.money("price").value_or(Money{});
    return line;
}

bool is_full_checkout(const Fields& fields) {
    return fields.has("token") && fields.has("currency") && fields.has("line_items") &&
           fields.has("created_at");
}

}  // namespace

Parsed read_product(const Fields& fields, std::optional<Instant> triggered_at,
                    const Reading& reading) {
    if (!fields.has("title") || !fields.has("variants"))
        return ignored("not a whole product: fields are missing");
    Product product;
    product.id = {fields.id("id").value_or(0)};
    if (product.id.value == 0) fields.refuse("id", "is missing");
    product.title = fields.text("title").value_or("");
    product.vendor = fields.text("vendor").value_or("");
    product.product_type = fields.text("product_type").value_or("");
    product.handle = fields.text("handle").value_or("");
    product.status = fields.text("status").value_or("");
    product.created_at = fields.instant("created_at");
    read_variants(fields, product);
    product.version = {
        .updated_at = fields.instant("updated_at").value_or(product.created_at.value_or(Instant{})),
        .triggered_at = triggered_at,
        .content_hash = content_hash(product)};
    Snapshots found;
    found.products.push_back(std::move(product));
    return finish(std::move(found), reading);
}

Parsed read_checkout(const Fields& fields, std::optional<Instant> triggered_at,
                     const Reading& reading) {
    if (!is_full_checkout(fields)) return ignored("not a whole checkout: fields are missing");
    check_currency(fields, "currency", reading.currency);
    Checkout checkout;
    checkout.token = fields.text("token").value_or("");
    if (checkout.token.empty()) fields.refuse("token", "is empty");
    checkout.created_at = fields.instant("created_at").value_or(Instant{});
    checkout.completed_at = fields.instant("completed_at");
    checkout.email = fields.filled_text("email");
    checkout.phone = fields.filled_text("phone");
    if (const auto customer = fields.object("customer"))
        checkout.customer_id = id_as<CustomerId>(customer->id("id"));
    checkout.total_price = fields.money("total_price").value_or(Money{});
    fields.each("line_items",
                [&](const Fields& line) { checkout.lines.push_back(read_checkout_line(line)); });
    checkout.version = {.updated_at = fields.instant("updated_at").value_or(checkout.created_at),
                        .triggered_at = triggered_at,
                        .content_hash = content_hash(checkout)};
    Snapshots found;
    found.checkouts.push_back(std::move(checkout));
    return finish(std::move(found), reading);
}

}  // namespace tillwatch::shopify
