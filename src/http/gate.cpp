#include "http/gate.hpp"

#include <algorithm>
#include <cstring>

#include "http/characters.hpp"
#include "http/target.hpp"

namespace tillwatch::http {
namespace {

using Verdict = std::optional<Refusal>;  // none: accepted

constexpr Refusal bad(std::string_view reason) {
    return {400, reason};
}

struct Cursor {
    const char* at;
    const char* end;

    /// The bytes from here on that belong to `classes`; moves behind them.
    std::string_view take(unsigned classes) {
        const char* start = at;
        while (at != end && is(*at, classes)) ++at;
        return {start, static_cast<std::size_t>(at - start)};
    }
    bool skip(char c) {
        if (at == end || *at != c) return false;
        ++at;
        return true;
    }
    bool skip_line_end() {
        if (end - at < 2 || at[0] != '\r' || at[1] != '\n') return false;
        at += 2;
        return true;
    }
    bool starts_with(std::string_view text) const {
        return static_cast<std::size_t>(end - at) >= text.size() &&
               std::memcmp(at, text.data(), text.size()) == 0;
    }
};

Verdict judge_method(std::string_view name, Head& head) {
    if (name.empty()) return bad("the request line has no method");
    if (const auto method = find_method(name)) {
        head.method = *method;
        return std::nullopt;
    }
    for (const char c : name) {
        if (lower(c) == c && c >= 'a') return bad("the method is not in upper case");
    }
    return Refusal{501, "the method is not known"};
}

Verdict parse_version(Cursor& cursor, Head& head) {
    if (!cursor.starts_with("HTTP/")) return bad("the request line has no HTTP version");
    cursor.at += 5;
    if (cursor.starts_with("1.1\r\n")) {
        head.http_1_1 = true;
    } else if (cursor.starts_with("1.0\r\n")) {
        head.http_1_1 = false;
    } else if (cursor.end - cursor.at >= 5 && is(cursor.at[0], digit_character) &&
               cursor.at[1] == '.' && is(cursor.at[2], digit_character) && cursor.at[3] == '\r' &&
               cursor.at[4] == '\n') {
        return Refusal{505, "only HTTP/1.1 and HTTP/1.0 are spoken"};
    } else {
        return bad("the HTTP version is malformed");
    }
    cursor.at += 5;
    return std::nullopt;
}

Verdict parse_request_line(Cursor& cursor, Head& head) {
    const auto method = cursor.take(token_character);
    if (!cursor.skip(' ')) return bad("the request line is malformed");
    if (const auto verdict = judge_method(method, head)) return verdict;
    // Whatever is no blank and no control byte; the target's own grammar is checked next.
    const char* start = cursor.at;
    while (cursor.at != cursor.end && static_cast<unsigned char>(*cursor.at) > 0x20) ++cursor.at;
    const std::string_view target(start, static_cast<std::size_t>(cursor.at - start));
    if (target.empty()) return bad("the request line has no target");
    const auto parsed = parse_target(target, head.method);
    if (!parsed) return parsed.error();
    head.path = parsed->path;
    head.query = parsed->query;
    if (!cursor.skip(' ')) return bad("the request line is malformed");
    return parse_version(cursor, head);
}

enum class Known : std::uint8_t {
    host,
    cookie,
    expect,
    origin,
    content_type,
    authorization,
    content_length,
    content_encoding,
    transfer_encoding,
    connection,  // the only one here that may come twice
    other,
};

Known known(std::string_view name) {
    const auto named = [name](std::string_view candidate, Known which) {
        return equals_ignoring_case(name, candidate) ? which : Known::other;
    };
    switch (name.size()) {
        case 4: return named("host", Known::host);
        case 6:
            switch (lower(name[0])) {
                case 'c': return named("cookie", Known::cookie);
                case 'e': return named("expect", Known::expect);
                default: return named("origin", Known::origin);
            }
        case 10: return named("connection", Known::connection);
        case 12: return named("content-type", Known::content_type);
        case 13: return named("authorization", Known::authorization);
        case 14: return named("content-length", Known::content_length);
        case 16: return named("content-encoding", Known::content_encoding);
        case 17: return named("transfer-encoding", Known::transfer_encoding);
        default: return Known::other;
    }
}

struct Seen {
    unsigned fields = 0;
    bool close = false;
    bool keep_alive = false;
    std::array<std::string_view, static_cast<std::size_t>(Known::other)> values;

    bool has(Known which) const { return (fields >> static_cast<unsigned>(which) & 1) != 0; }
    std::string_view value(Known which) const { return values[static_cast<std::size_t>(which)]; }
};

void note_connection_options(std::string_view list, Seen& seen) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        auto option = list.substr(0, comma);
        while (!option.empty() && !is(option.front(), token_character)) option.remove_prefix(1);
        while (!option.empty() && !is(option.back(), token_character)) option.remove_suffix(1);
        if (equals_ignoring_case(option, "close")) seen.close = true;
        if (equals_ignoring_case(option, "keep-alive")) seen.keep_alive = true;
        if (comma == std::string_view::npos) return;
        list.remove_prefix(comma + 1);
    }
}

Verdict note(const Field& field, Seen& seen) {
    const auto which = known(field.name);
    if (which == Known::other) return std::nullopt;
    if (which == Known::connection) {
        note_connection_options(field.value, seen);
        return std::nullopt;
    }
    if (seen.has(which)) return bad("a header field that must be unique is repeated");
    seen.fields |= 1U << static_cast<unsigned>(which);
    seen.values[static_cast<std::size_t>(which)] = field.value;
    return std::nullopt;
}

Verdict parse_field(Cursor& cursor, Field& field) {
    if (*cursor.at == ' ' || *cursor.at == '\t') return bad("a header field is folded");
    field.name = cursor.take(token_character);
    if (field.name.empty() || !cursor.skip(':')) return bad("a header field's name is malformed");
    while (cursor.at != cursor.end && (*cursor.at == ' ' || *cursor.at == '\t')) ++cursor.at;
    field.value = cursor.take(value_character);
    if (!cursor.skip_line_end()) return bad("a header field's value has a control byte");
    while (!field.value.empty() && (field.value.back() == ' ' || field.value.back() == '\t')) {
        field.value.remove_suffix(1);
    }
    return std::nullopt;
}

Verdict parse_fields(Cursor& cursor, Head& head, Seen& seen) {
    while (!cursor.skip_line_end()) {
        if (cursor.at == cursor.end) return bad("the head has no end");
        if (head.field_count == fields_max) return Refusal{431, "too many header fields"};
        auto& field = head.fields[head.field_count];
        if (const auto verdict = parse_field(cursor, field)) return verdict;
        if (const auto verdict = note(field, seen)) return verdict;
        ++head.field_count;
    }
    return cursor.at == cursor.end ? std::nullopt : Verdict(bad("bytes after the head"));
}

Verdict judge_host(const Seen& seen, Head& head) {
    head.host = {};
    if (!seen.has(Known::host)) {
        return head.http_1_1 ? Verdict(bad("the Host header field is missing")) : std::nullopt;
    }
    const auto host = parse_host(seen.value(Known::host));
    if (!host) return bad("the Host header field is malformed");
    head.host = *host;
    return std::nullopt;
}

Verdict judge_length(std::string_view digits, Head& head) {
    constexpr std::size_t digits_max = 19;
    if (digits.empty() || digits.size() > digits_max) return bad("Content-Length is malformed");
    std::uint64_t length = 0;
    for (const char c : digits) {
        if (!is(c, digit_character)) return bad("Content-Length is malformed");
        length = length * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (length > INT64_MAX) return bad("Content-Length is out of range");
    head.content_length = length;
    head.framing = length == 0 ? Framing::none : Framing::length;
    return std::nullopt;
}

Verdict judge_framing(const Seen& seen, Head& head) {
    head.framing = Framing::none;
    head.content_length = 0;
    if (seen.has(Known::transfer_encoding)) {
        if (seen.has(Known::content_length))
            return bad("both Content-Length and Transfer-Encoding");
        if (!head.http_1_1) return bad("Transfer-Encoding in HTTP/1.0");
        if (!equals_ignoring_case(seen.value(Known::transfer_encoding), "chunked")) {
            return bad("Transfer-Encoding is other than chunked");
        }
        head.framing = Framing::chunked;
        return std::nullopt;
    }
    if (!seen.has(Known::content_length)) return std::nullopt;
    return judge_length(seen.value(Known::content_length), head);
}

Verdict judge_expectation(const Seen& seen, Head& head) {
    head.expect_continue = false;
    if (!seen.has(Known::expect) || !head.http_1_1) return std::nullopt;
    if (!equals_ignoring_case(seen.value(Known::expect), "100-continue")) {
        return Refusal{417, "only 100-continue can be expected"};
    }
    head.expect_continue = head.framing != Framing::none;
    return std::nullopt;
}

Verdict judge(const Seen& seen, Head& head) {
    if (const auto verdict = judge_host(seen, head)) return verdict;
    if (const auto verdict = judge_framing(seen, head)) return verdict;
    if (const auto verdict = judge_expectation(seen, head)) return verdict;
    if (seen.has(Known::content_encoding) &&
        !equals_ignoring_case(seen.value(Known::content_encoding), "identity")) {
        return Refusal{415, "encoded bodies are not read"};
    }
    head.keep_alive = !seen.close && (head.http_1_1 || seen.keep_alive);
    return std::nullopt;
}

}  // namespace

std::optional<std::string_view> Head::field(std::string_view name) const {
    for (std::size_t i = 0; i < field_count; ++i) {
        if (equals_ignoring_case(fields[i].name, name)) return fields[i].value;
    }
    return std::nullopt;
}

std::size_t Head::count(std::string_view name) const {
    std::size_t found = 0;
    for (std::size_t i = 0; i < field_count; ++i) {
        if (equals_ignoring_case(fields[i].name, name)) ++found;
    }
    return found;
}

std::expected<std::optional<std::size_t>, Refusal> HeadFinder::find(std::string_view bytes) {
    constexpr std::size_t around_target = 20;  // the longest method, blanks, version, line end
    constexpr Refusal target_too_long{414, "the request target is too long"};
    const auto limited = bytes.substr(0, head_start_ + head_bytes_max);
    const auto first_line_most = head_start_ + target_bytes_max + around_target;
    for (;;) {
        const bool first = line_start_ == head_start_;
        const auto line_end = std::min(limited.find('\n', scanned_), limited.size());
        if (first && line_end >= first_line_most) return std::unexpected(target_too_long);
        scanned_ = line_end;
        if (line_end == limited.size()) break;
        if (line_end == 0 || limited[line_end - 1] != '\r') {
            return std::unexpected(bad("a line ends without a carriage return"));
        }
        const bool empty = line_end - line_start_ == 1;
        scanned_ = line_start_ = line_end + 1;
        if (!empty) continue;
        if (!first) return scanned_ - head_start_;
        if (head_start_ != 0) return std::unexpected(bad("empty lines before the request line"));
        head_start_ = scanned_;
        return find(bytes);
    }
    if (limited.size() == head_start_ + head_bytes_max) {
        return std::unexpected(Refusal{431, "the head is too large"});
    }
    return std::nullopt;
}

std::expected<void, Refusal> parse_head(std::string_view bytes, Head& head) {
    Cursor cursor{bytes.data(), bytes.data() + bytes.size()};
    Seen seen;
    head.field_count = 0;
    head.path = head.query = {};
    if (const auto verdict = parse_request_line(cursor, head)) return std::unexpected(*verdict);
    if (const auto verdict = parse_fields(cursor, head, seen)) return std::unexpected(*verdict);
    if (const auto verdict = judge(seen, head)) return std::unexpected(*verdict);
    return {};
}

}  // namespace tillwatch::http
