#include "shopify/graphql_payload.hpp"

#include "shopify/spelling.hpp"

namespace tillwatch::shopify {
namespace {

/// `outer.inner`, where newer versions have it, else the flat `key`.
std::optional<std::string> contact(const Fields& fields, std::string_view outer,
                                   std::string_view inner, std::string_view key) {
    if (const auto object = fields.object(outer))
        if (auto text = object->filled_text(inner)) return text;
    return fields.filled_text(key);
}

}  // namespace

commerce::CustomerSighting read_graphql_customer(CustomerId id, const Fields& fields) {
    commerce::CustomerSighting sighting{.customer = {}, .own = true, .version = {}};
    auto& customer = sighting.customer;
    customer.id = id;
    customer.created_at = fields.instant("createdAt");
    customer.first_name = fields.text("firstName").value_or("");
    customer.last_name = fields.text("lastName").value_or("");
    customer.email = contact(fields, "defaultEmailAddress", "emailAddress", "email");
    customer.phone = contact(fields, "defaultPhoneNumber", "phoneNumber", "phone");
    if (const auto address = fields.object("defaultAddress"))
        add_default_address(read_address(*address, graphql_address_keys), customer.addresses);
    sighting.version.updated_at =
        fields.instant("updatedAt").value_or(customer.created_at.value_or(Instant{}));
    return sighting;
}

commerce::Product read_graphql_product(ProductId id, const Fields& fields) {
    commerce::Product product;
    product.id = id;
    if (!fields.has("title")) fields.refuse("title", "is missing");
    product.title = fields.text("title").value_or("");
    product.vendor = fields.text("vendor").value_or("");
    product.product_type = fields.text("productType").value_or("");
    product.handle = fields.text("handle").value_or("");
    product.status = lower(fields.text("status").value_or(""));
    product.created_at = fields.instant("createdAt");
    product.version.updated_at =
        fields.instant("updatedAt").value_or(product.created_at.value_or(Instant{}));
    return product;
}

commerce::Variant read_graphql_variant(VariantId id, const Fields& fields) {
    commerce::Variant variant;
    variant.id = id;
    variant.title = fields.text("title").value_or("");
    variant.sku = fields.filled_text("sku");
    variant.price = fields.money("price").value_or(Money{});
    variant.position = fields.quantity("position").value_or(0);
    return variant;
}

}  // namespace tillwatch::shopify
