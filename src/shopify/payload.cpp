#include "shopify/payload.hpp"

#include "shopify/bodies.hpp"
#include "shopify/import_line.hpp"
#include "shopify/rejections.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::Milestone;

std::optional<Milestone::Kind> milestone_of_topic(std::string_view topic) {
    if (topic == "orders/paid") return Milestone::Kind::paid;
    if (topic == "orders/partially_fulfilled") return Milestone::Kind::partially_fulfilled;
    if (topic == "orders/fulfilled") return Milestone::Kind::fulfilled;
    return std::nullopt;
}

/// The body is the order as it was then.
void add_milestone(Snapshots& found, std::string_view topic) {
    const auto kind = milestone_of_topic(topic);
    if (!kind) return;
    for (const auto& order : found.orders)
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
