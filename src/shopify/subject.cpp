#include "shopify/subject.hpp"

#include <algorithm>
#include <array>

#include "shopify/global_id.hpp"

namespace tillwatch::shopify {
namespace {

struct TopicSubject {
    std::string_view topic;
    Subject subject;
};

constexpr auto topics = std::to_array<TopicSubject>({
    {"app/uninstalled", Subject::uninstalled_shop},
    {"checkouts/create", Subject::checkout},
    {"checkouts/delete", Subject::deleted_checkout},
    {"checkouts/update", Subject::checkout},
    {"customers/create", Subject::customer},
    {"customers/data_request", Subject::privacy},
    {"customers/delete", Subject::deleted_customer},
    {"customers/disable", Subject::customer},
    {"customers/enable", Subject::customer},
    {"customers/merge", Subject::customer_merge},
    {"customers/redact", Subject::privacy},
    {"customers/update", Subject::customer},
    {"orders/cancelled", Subject::order},
    {"orders/create", Subject::order},
    {"orders/delete", Subject::deleted_order},
    {"orders/edited", Subject::order_edit},
    {"orders/fulfilled", Subject::order},
    {"orders/paid", Subject::order},
    {"orders/partially_fulfilled", Subject::order},
    {"orders/updated", Subject::order},
    {"products/create", Subject::product},
    {"products/delete", Subject::deleted_product},
    {"products/update", Subject::product},
    {"refunds/create", Subject::refund},
    {"shop/redact", Subject::privacy},
    {"shop/update", Subject::shop},
});

bool has_any(const Fields& fields, std::initializer_list<std::string_view> keys) {
    return std::ranges::any_of(keys, [&](std::string_view key) { return fields.has(key); });
}

/// What a deletion would delete: the kinds of object are the same.
Subject object_of(Subject subject) {
    switch (subject) {
        case Subject::deleted_order: return Subject::order;
        case Subject::deleted_customer: return Subject::customer;
        case Subject::deleted_product: return Subject::product;
        case Subject::deleted_checkout: return Subject::checkout;
        case Subject::uninstalled_shop: return Subject::shop;
        case Subject::none:
        case Subject::privacy:
        case Subject::order:
        case Subject::order_edit:
        case Subject::refund:
        case Subject::customer:
        case Subject::customer_merge:
        case Subject::product:
        case Subject::checkout:
        case Subject::shop: return subject;
    }
    return subject;
}

Subject subject_by_global_id(std::string_view text) {
    const auto id = GlobalId::parse(text);
    if (!id) return Subject::none;
    if (id->kind == "Order") return Subject::order;
    if (id->kind == "Refund") return Subject::refund;
    if (id->kind == "Customer") return Subject::customer;
    if (id->kind == "Product") return Subject::product;
    if (id->kind == "Shop") return Subject::shop;
    return Subject::none;
}

/// Objects that look like an order or a customer and are none: draft orders, fulfillments.
bool is_other_object(const Fields& fields) {
    return has_any(fields, {"invoice_url", "tracking_company", "tracking_numbers"});
}

/// A living object says when it was made or changed, or what it is called; what is left of a
/// deleted one does not.
bool is_living_object(const Fields& fields) {
    return has_any(fields, {"created_at", "updated_at", "processed_at", "order_id", "name", "title",
                            "host"}) ||
           (subject_by_keys(fields) != Subject::none && !fields.has("addresses"));
}

}  // namespace

Subject subject_of_topic(std::string_view topic) {
    const auto found = std::ranges::find(topics, topic, &TopicSubject::topic);
    return found == topics.end() ? Subject::none : found->subject;
}

Subject subject_by_keys(const Fields& fields) {
    if (is_other_object(fields)) return Subject::none;
    if (fields.has("order_edit")) return Subject::order_edit;
    if (fields.has("admin_graphql_api_customer_kept_id")) return Subject::customer_merge;
    if (fields.has("abandoned_checkout_url")) return Subject::checkout;
    if (has_any(fields, {"variants", "variant_gids", "product_type"})) return Subject::product;
    if (fields.has("line_items")) {
        const bool order = has_any(fields, {"id", "financial_status", "order_number"});
        return order || !fields.has("token") ? Subject::order : Subject::checkout;
    }
    if (fields.has("refund_line_items")) return Subject::refund;
    if (has_any(fields, {"shop_owner", "myshopify_domain", "iana_timezone", "plan_name"}))
        return Subject::shop;
    return has_any(fields, {"first_name", "last_name", "email", "addresses"}) ? Subject::customer
                                                                              : Subject::none;
}

bool contradicts(Subject subject, const Fields& fields) {
    const auto object = object_of(subject);
    const bool deletion = subject != object && subject != Subject::uninstalled_shop;
    if (deletion && is_living_object(fields)) return true;
    if (deletion && object != Subject::checkout && fields.has("cart_token")) return true;
    if (const auto id = fields.text("admin_graphql_api_id"))
        return subject_by_global_id(*id) != object;
    const auto shape = subject_by_keys(fields);
    // These have keys that no other body has.
    if (object == Subject::order_edit || object == Subject::customer_merge ||
        object == Subject::shop)
        return shape != object;
    return is_other_object(fields) || (shape != Subject::none && shape != object);
}

}  // namespace tillwatch::shopify
