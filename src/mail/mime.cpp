#include "mail/mime.hpp"

#include <algorithm>
#include <ctime>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/ensure.hpp"
#include "base/text.hpp"

namespace tillwatch::mail {
namespace {

constexpr std::size_t line_max = 76;
constexpr std::size_t plain_header_max = 60;
constexpr std::size_t encoded_piece_bytes = 42;
constexpr std::string_view boundary = "=_tillwatch";  // no base64 has an underscore

bool is_plain(std::string_view text) {
    return text.size() <= plain_header_max && !text.contains("=?") &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
}

/// The length of the longest beginning of so many bytes that cuts no character of UTF-8 in two.
std::size_t whole_characters(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text.size();
    while (bytes > 1 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return bytes;
}

std::string header_text(std::string_view text) {
    ENSURE(!has_control(text));
    if (is_plain(text)) return std::string(text);
    std::string out;
    while (!text.empty()) {
        const auto piece = text.substr(0, whole_characters(text, encoded_piece_bytes));
        text.remove_prefix(piece.size());
        if (!out.empty()) out += "\r\n ";
        out += fmt::format("=?UTF-8?B?{}?=", base64(bytes_of(piece)));
    }
    return out;
}

std::string quoted_text(std::string_view name) {
    if (!is_plain(name)) return header_text(name);
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string mailbox_text(const Mailbox& mailbox) {
    ENSURE(!has_control(mailbox.address));
    if (mailbox.name.empty()) return mailbox.address;
    return fmt::format("{} <{}>", quoted_text(mailbox.name), mailbox.address);
}

std::string date_text(Instant now) {
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t seconds = now.ms / 1000;
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", days[utc.tm_wday], utc.tm_mday,
                       months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

void append_part(std::string& out, std::string_view type, std::string_view body) {
    out += fmt::format(
        "--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        boundary, type);
    const auto encoded = base64(bytes_of(body));
    for (std::size_t at = 0; at < encoded.size(); at += line_max)
        out += encoded.substr(at, line_max) + "\r\n";
}

}  // namespace

std::string wire_text(const Message& message, const Mailbox& from, std::string_view id,
                      Instant now) {
    ENSURE(!has_control(message.to));
    std::string out = fmt::format(
        "Date: {}\r\nFrom: {}\r\nTo: {}\r\nMessage-ID: <{}@{}>\r\nSubject: {}\r\n"
        "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative; boundary=\"{}\"\r\n\r\n",
        date_text(now), mailbox_text(from), message.to, id,
        from.address.substr(from.address.find('@') + 1), header_text(message.subject), boundary);
    append_part(out, "text/plain", message.text);
    append_part(out, "text/html", message.html);
    return out + fmt::format("--{}--\r\n", boundary);
}

}  // namespace tillwatch::mail
