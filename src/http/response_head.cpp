#include "http/response_head.hpp"

#include <charconv>
#include <ctime>

#include <fmt/format.h>

#include "http/characters.hpp"

namespace tillwatch::http {
namespace {

constexpr std::string_view content_security_policy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; object-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'\r\n";

constexpr std::string_view always =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

constexpr std::string_view https_only =
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

void append_number(std::string& out, std::uint64_t number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

void append_framing(std::string& out, const Response& response, bool http_1_1) {
    if (response.status == 204 || response.status == 304) return;
    if (std::holds_alternative<Stream>(response.body)) {
        if (http_1_1) out += "Transfer-Encoding: chunked\r\n";
        return;
    }
    const auto* text = std::get_if<std::string>(&response.body);
    out += "Content-Length: ";
    append_number(out, text ? text->size() : std::get<Constant>(response.body).text.size());
    out += "\r\n";
}

}  // namespace

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 421: return "Misdirected Request";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Status";
    }
}

ResponseHead::ResponseHead(bool https) : fixed_(always) {
    if (https) fixed_ += https_only;
}

void ResponseHead::append(std::string& out, const Response& response,
                          const Circumstances& now) const {
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::uint64_t>(response.status));
    out += ' ';
    out += reason_phrase(response.status);
    out += "\r\nDate: ";
    out += now.date;
    out += "\r\n";
    if (!response.content_type.empty()) {
        out += "Content-Type: ";
        out += response.content_type;
        out += "\r\n";
    }
    append_framing(out, response, now.http_1_1);
    if (!now.keep_alive) {
        out += "Connection: close\r\n";
    } else if (!now.http_1_1) {
        out += "Connection: keep-alive\r\n";
    }
    bool own_caching = false;
    bool own_policy = false;
    for (const auto& [name, value] : response.headers) {
        own_caching = own_caching || equals_ignoring_case(name, "cache-control");
        own_policy = own_policy || equals_ignoring_case(name, "content-security-policy");
        out.append(name).append(": ").append(value).append("\r\n");
    }
    if (!own_caching) out += "Cache-Control: no-store\r\n";
    if (!own_policy) out += content_security_policy;
    out += fixed_;
    out.append("X-Request-Id: ").append(now.request_id).append("\r\n\r\n");
}

std::string http_date(std::int64_t unix_seconds) {
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t time = unix_seconds;
    std::tm utc{};
    gmtime_r(&time, &utc);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[utc.tm_wday], utc.tm_mday,
                       months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

}  // namespace tillwatch::http
