#include "shopify/payload.hpp"

#include "shopify/bodies.hpp"
#include "shopify/import_line.hpp"
#include "shopify/rejections.hpp"

namespace tillwatch::shopify {

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
    return read_body(subject, fields, triggered_at, reading);
}

Parsed Payloads::parse_line(std::string_view line, Currency currency) {
    const auto document = parser_.parse(line);
    if (!document) return failed("not JSON: " + document.error().message);
    if (!document->is_object()) return failed("not a JSON object");
    return read_whole_line(*document, currency);
}

}  // namespace tillwatch::shopify
