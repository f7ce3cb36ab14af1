#include "intake/delivery_json.hpp"

#include <map>

#include "base/encoding.hpp"
#include "base/storable_text.hpp"

namespace tillwatch::intake {
namespace {

using Headers = std::map<std::string, std::string>;

/// JSON can say NUL, which a database's text cannot.
bool is_utf8(std::string_view text) {
    for (;;) {
        const auto nul = text.find('\0');
        if (!is_storable_text(text.substr(0, nul))) return false;
        if (nul == std::string_view::npos) return true;
        text.remove_prefix(nul + 1);
    }
}

std::string utf8_of_latin1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xc0 | byte >> 6);
            text += static_cast<char>(0x80 | (byte & 0x3f));
        }
    }
    return text;
}

/// "name: value\n" of each; the values of a name that came twice stand in one, as HTTP joins them.
Headers headers_of(std::string_view text) {
    constexpr std::string_view separator = ": ";
    Headers headers;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto colon = line.find(separator);
        if (colon == std::string_view::npos) continue;
        const auto value = line.substr(colon + separator.size());
        auto& known = headers[std::string(line.substr(0, colon))];
        if (!known.empty()) known += ", ";
        known += is_utf8(value) ? std::string(value) : utf8_of_latin1(value);
    }
    return headers;
}

void write_summary(json::Writer& out, const LoggedDelivery& delivery) {
    out.member("id", opaque_text(delivery.id)).member("topic", delivery.topic);
    out.member("webhook_id", delivery.webhook_id).member("event_id", delivery.event_id);
    out.key("triggered_at");
    if (delivery.triggered_at)
        out.value(delivery.triggered_at->text());
    else
        out.value(nullptr);
    out.member("received_at", delivery.received_at.text());
    out.member("state", name_of(delivery.state)).member("reason", delivery.reason);
    out.member("bytes", delivery.bytes);
}

void write_signature(json::Writer& out, const KeptContent& kept, const Headers& headers) {
    const auto value = headers.find("x-shopify-hmac-sha256");
    out.key("signature").begin_object().key("value");
    if (value != headers.end())
        out.value(value->second);
    else
        out.value(nullptr);
    out.member("signed_by", kept.signed_by).key("intact");
    if (kept.unpacked)
        out.value(kept.unpacked->has_value());
    else
        out.value(nullptr);
    out.end_object();
}

}  // namespace

std::string page_json(const DeliveryPage& page, const std::optional<std::string>& next_cursor) {
    json::Writer out;
    out.begin_object().key("items").begin_array();
    for (const auto& delivery : page.items) {
        out.begin_object();
        write_summary(out, delivery);
        out.end_object();
    }
    out.end_array().member("next_cursor", next_cursor);
    out.end_object();
    return out.take();
}

std::string page_csv(const DeliveryPage& page, bool with_head) {
    http::CsvWriter out;
    if (with_head) {
        for (const auto* name : {"id", "topic", "webhook_id", "event_id", "triggered_at",
                                 "received_at", "state", "reason", "bytes"})
            out.cell(name);
        out.end_row();
    }
    for (const auto& delivery : page.items) {
        out.cell(opaque_text(delivery.id)).cell(delivery.topic).cell(delivery.webhook_id);
        out.cell(delivery.event_id);
        out.cell(delivery.triggered_at ? delivery.triggered_at->text() : "");
        out.cell(delivery.received_at.text()).cell(name_of(delivery.state)).cell(delivery.reason);
        out.cell(delivery.bytes).end_row();
    }
    return out.take();
}

std::string delivery_json(const LoggedDelivery& delivery, const KeptContent& kept,
                          bool shows_body) {
    const auto* unpacked = kept.unpacked && *kept.unpacked ? &**kept.unpacked : nullptr;
    const auto headers = headers_of(unpacked != nullptr ? unpacked->headers : "");
    const bool readable = unpacked != nullptr && is_utf8(unpacked->body);
    json::Writer out;
    out.begin_object();
    write_summary(out, delivery);
    out.member("body_sha256", hex(bytes_of(kept.body_sha256)));
    write_signature(out, kept, headers);
    out.key("headers").begin_object();
    for (const auto& [name, value] : headers) out.member(name, value);
    out.end_object();
    out.member("body_kept", kept.unpacked.has_value()).key("body");
    if (shows_body && readable)
        out.value(unpacked->body);
    else
        out.value(nullptr);
    out.key("body_base64");
    if (shows_body && unpacked != nullptr && !readable)
        out.value(base64(bytes_of(unpacked->body)));
    else
        out.value(nullptr);
    out.end_object();
    return out.take();
}

}  // namespace tillwatch::intake
