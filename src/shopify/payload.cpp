#include "shopify/payload.hpp"

#include <algorithm>
#include <array>

#include "shopify/order_payload.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::CustomerSighting;
using commerce::RefundSighting;

enum class Subject { none, order, refund, customer };

struct TopicSubject {
    std::string_view topic;
    Subject subject;
};

constexpr auto topics = std::to_array<TopicSubject>({
    {"customers/create", Subject::customer},
    {"customers/disable", Subject::customer},
    {"customers/enable", Subject::customer},
    {"customers/update", Subject::customer},
    {"orders/cancelled", Subject::order},
    {"orders/create", Subject::order},
    {"orders/fulfilled", Subject::order},
    {"orders/paid", Subject::order},
    {"orders/partially_fulfilled", Subject::order},
    {"orders/updated", Subject::order},
    {"refunds/create", Subject::refund},
});

Subject subject_of(std::string_view topic) {
    const auto found = std::ranges::find(topics, topic, &TopicSubject::topic);
    return found == topics.end() ? Subject::none : found->subject;
}

std::unexpected<Rejection> ignored(std::string reason) {
    return std::unexpected(Rejection{Rejection::State::ignored, std::move(reason)});
}

std::unexpected<Rejection> failed(std::string reason) {
    return std::unexpected(Rejection{Rejection::State::failed, std::move(reason)});
}

/// The kind of object that a global id like "gid://shopify/Order/1" names.
Subject subject_by_gid(std::string_view gid) {
    constexpr std::string_view prefix = "gid://shopify/";
    if (!gid.starts_with(prefix)) return Subject::none;
    gid.remove_prefix(prefix.size());
    if (gid.starts_with("Order/")) return Subject::order;
    if (gid.starts_with("Refund/")) return Subject::refund;
    if (gid.starts_with("Customer/")) return Subject::customer;
    return Subject::none;
}

/// Keys that only objects have which we take for nothing: checkouts, draft orders, products.
bool is_other_object(const Fields& fields) {
    return fields.has("abandoned_checkout_url") || fields.has("invoice_url") ||
           fields.has("variants");
}

Subject subject_by_keys(const Fields& fields) {
    if (is_other_object(fields)) return Subject::none;
    if (fields.has("line_items")) return Subject::order;
    if (fields.has("refund_line_items")) return Subject::refund;
    const bool customer = fields.has("first_name") || fields.has("last_name") ||
                          fields.has("email") || fields.has("addresses");
    return customer ? Subject::customer : Subject::none;
}

/// Whether a body is something else than its topic says.
bool contradicts(Subject subject, const Fields& fields) {
    if (const auto gid = fields.text("admin_graphql_api_id"))
        return subject_by_gid(*gid) != subject;
    const auto shape = subject_by_keys(fields);
    return is_other_object(fields) || (shape != Subject::none && shape != subject);
}

Parsed finish(Snapshots snapshots, const Reading& reading) {
    if (!reading.problem.empty()) return failed(reading.problem);
    return snapshots;
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

Parsed read_customer_body(const Fields& fields, std::optional<Instant> triggered_at,
                          const Reading& reading) {
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

Parsed read_subject(Subject subject, const Fields& fields, std::optional<Instant> triggered_at,
                    const Reading& reading) {
    switch (subject) {
        case Subject::order:
            if (!is_full_order(fields)) return ignored("not a whole order: fields are missing");
            return finish(read_order(fields, triggered_at, reading.currency), reading);
        case Subject::refund: return read_refund_body(fields, triggered_at, reading);
        case Subject::customer: return read_customer_body(fields, triggered_at, reading);
        case Subject::none: return failed("neither an order, a refund nor a customer");
    }
    return failed("of no known kind");
}

}  // namespace

Parsed Payloads::parse_delivery(std::string_view topic, std::string_view body,
                                std::optional<Instant> triggered_at, Currency currency) {
    const auto subject = subject_of(topic);
    if (subject == Subject::none) return ignored("a topic that is not projected");
    const auto document = parser_.parse(body);
    if (!document) return failed("not JSON: " + document.error().message);
    if (!document->is_object()) return failed("not a JSON object");
    Reading reading{currency};
    const Fields fields(*document, reading);
    if (contradicts(subject, fields)) return failed("the body contradicts its topic");
    return read_subject(subject, fields, triggered_at, reading);
}

Parsed Payloads::parse_line(std::string_view line, Currency currency) {
    const auto document = parser_.parse(line);
    if (!document) return failed("not JSON: " + document.error().message);
    if (!document->is_object()) return failed("not a JSON object");
    Reading reading{currency};
    const Fields fields(*document, reading);
    auto parsed = read_subject(subject_by_keys(fields), fields, std::nullopt, reading);
    if (!parsed) parsed.error().state = Rejection::State::failed;
    return parsed;
}

}  // namespace tillwatch::shopify
