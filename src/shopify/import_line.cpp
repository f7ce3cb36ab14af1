#include "shopify/import_line.hpp"

#include "shopify/bodies.hpp"
#include "shopify/rejections.hpp"

namespace tillwatch::shopify {

Parsed read_whole_line(const json::Value& document, Currency currency) {
    Reading reading{currency};
    const Fields fields(document, reading);
    const auto subject = subject_by_keys(fields);
    const bool known = subject == Subject::order || subject == Subject::refund ||
                       subject == Subject::customer || subject == Subject::product;
    if (!known) return failed("neither an order, a refund, a customer nor a product");
    auto parsed = read_body(subject, fields, std::nullopt, reading);
    if (!parsed) parsed.error().state = Rejection::State::failed;
    return parsed;
}

void ImportLines::take(std::int64_t line, std::string_view text, Assembled& out) {
    const auto document = parser_.parse(text);
    if (!document) return take_unreadable(line, "not JSON: " + document.error().message, out);
    if (!document->is_object()) return take_unreadable(line, "not a JSON object", out);
    if (is_bulk_row(*document)) {
        auto row = read_bulk_row(*document, currency_);
        row.line = line;
        row.bytes = text.size();
        return bulk_.take(std::move(row), out);
    }
    auto parsed = read_whole_line(*document, currency_);
    if (parsed)
        out.objects.push_back({std::move(*parsed), 1, line, line});
    else
        out.rejected.push_back({line, std::move(parsed.error().reason)});
}

void ImportLines::take_unreadable(std::int64_t line, std::string_view reason, Assembled& out) {
    bulk_.take_unreadable(line);
    out.rejected.push_back({line, std::string(reason)});
}

}  // namespace tillwatch::shopify
