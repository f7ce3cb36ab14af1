#include "shopify/payload.hpp"

#include "shopify/bodies.hpp"
#include "shopify/import_line.hpp"
#include "shopify/rejections.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::Milestone;

bool is_paid(const commerce::Order& order) {
    const auto& status = order.financial_status;
    return status == "paid" || status == "partially_refunded" || status == "refunded";
}

/// The body, which is signed, must say the same: the topic is not.
std::optional<Milestone::Kind> milestone_of(std::string_view topic, const commerce::Order& order) {
    using enum Milestone::Kind;
    const auto& fulfillment = order.fulfillment_status;
    if (topic == "orders/paid" && is_paid(order)) return paid;
    if (topic == "orders/partially_fulfilled" && fulfillment == "partial")
        return partially_fulfilled;
    if (topic == "orders/fulfilled" && fulfillment == "fulfilled") return fulfilled;
    return std::nullopt;
}

/// The body is the order as it was then.
void add_milestone(Snapshots& found, std::string_view topic) {
    for (const auto& order : found.orders)
        if (const auto kind = milestone_of(topic, order))
            found.milestones.push_back({order.id, *kind, order.version.updated_at});
}

}  // namespace

Parsed Payloads::parse_delivery(std::string_view topic, std::string_view body,
                                std::optional<Instant> triggered_at, Currency currency) {
    const auto subject = subject_of_topic(topic);
    if (subject == Subject::none) return ignored("a topic that is not projected");
    if (subject == Subject::privacy) return ignored("a privacy request: kept for later");
    const auto document = parser_.parse(body);
    if (!document) return failed("not JSON: " + document.error().message);
    if (!document->is_object()) return failed("not a JSON object");
    Reading reading{currency};
    const Fields fields(*document, reading);
    if (contradicts(subject, fields)) return failed("the body contradicts its topic");
    auto parsed = read_body(subject, fields, triggered_at, reading);
    if (parsed) add_milestone(*parsed, topic);
    return parsed;
}

Parsed Payloads::parse_line(std::string_view line, Currency currency) {
    const auto document = parser_.parse(line);
    if (!document) return failed("not JSON: " + document.error().message);
    if (!document->is_object()) return failed("not a JSON object");
    return read_whole_line(*document, currency);
}

}  // namespace tillwatch::shopify
