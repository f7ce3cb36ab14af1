#include "shopify/bodies.hpp"

#include <algorithm>

#include "shopify/catalog_payload.hpp"
#include "shopify/customer_payload.hpp"
#include "shopify/event_payload.hpp"
#include "shopify/order_payload.hpp"
#include "shopify/refund_payload.hpp"
#include "shopify/rejections.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::CustomerSighting;
using commerce::RefundSighting;
using Kind = commerce::Deletion::Kind;

Parsed read_order_body(const Fields& fields, std::optional<Instant> triggered_at,
                       const Reading& reading) {
    if (!is_full_order(fields)) return ignored("not a whole order: fields are missing");
    return finish(read_order(fields, triggered_at, reading.currency), reading);
}

Parsed read_refund_body(const Fields& fields, std::optional<Instant> triggered_at,
                        const Reading& reading) {
    if (!fields.has("refund_line_items") && !fields.has("transactions"))
        return ignored("not a whole refund: its lines are missing");
    auto refund = read_refund(fields);
    if (refund && refund->order_id.value == 0) fields.refuse("order_id", "is missing");
    Snapshots found;
    if (refund) {
        RefundSighting sighting{.refund = std::move(*refund), .version = {}};
        sighting.version.updated_at = sighting.refund.happened_at;
        sighting.version.triggered_at = triggered_at;
        sighting.version.content_hash = content_hash(sighting.refund);
        found.refunds.push_back(std::move(sighting));
    }
    return finish(std::move(found), reading);
}

/// Names and contact details may be kept from an app; a state is told to all.
bool is_full_customer(const Fields& fields) {
    constexpr std::string_view keys[] = {"first_name", "last_name",       "email", "phone",
                                         "addresses",  "default_address", "state"};
    return std::ranges::any_of(keys, [&](std::string_view key) { return fields.has(key); });
}

Parsed read_customer_body(const Fields& fields, std::optional<Instant> triggered_at,
                          const Reading& reading) {
    if (!is_full_customer(fields)) return ignored("not a whole customer: fields are missing");
    auto customer = read_customer(fields);
    if (!customer) fields.refuse("id", "is missing");
    Snapshots found;
    if (customer) {
        CustomerSighting sighting{.customer = std::move(*customer), .own = true, .version = {}};
        sighting.version.updated_at =
            fields.instant("updated_at").value_or(sighting.customer.created_at.value_or(Instant{}));
        sighting.version.triggered_at = triggered_at;
        sighting.version.content_hash = content_hash(sighting.customer);
        found.customers.push_back(std::move(sighting));
    }
    return finish(std::move(found), reading);
}

}  // namespace

Parsed read_body(Subject subject, const Fields& fields, std::optional<Instant> triggered_at,
                 const Reading& reading) {
    switch (subject) {
        case Subject::order: return read_order_body(fields, triggered_at, reading);
        case Subject::order_edit: return read_order_edit(fields, triggered_at, reading);
        case Subject::refund: return read_refund_body(fields, triggered_at, reading);
        case Subject::customer: return read_customer_body(fields, triggered_at, reading);
        case Subject::customer_merge: return read_customer_merge(fields, triggered_at, reading);
        case Subject::product: return read_product(fields, triggered_at, reading);
        case Subject::checkout: return read_checkout(fields, triggered_at, reading);
        case Subject::shop: return read_shop(fields, triggered_at, reading);
        case Subject::uninstalled_shop: return read_uninstalled_shop(fields, triggered_at, reading);
        case Subject::deleted_order: return read_deletion(Kind::order, fields, reading);
        case Subject::deleted_customer: return read_deletion(Kind::customer, fields, reading);
        case Subject::deleted_product: return read_deletion(Kind::product, fields, reading);
        case Subject::deleted_checkout: return read_deletion(Kind::checkout, fields, reading);
        case Subject::privacy:
        case Subject::none: break;
    }
    return failed("of no known kind");
}

}  // namespace tillwatch::shopify
