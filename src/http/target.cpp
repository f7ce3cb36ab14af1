#include "http/target.hpp"

#include "http/characters.hpp"

namespace tillwatch::http {
namespace {

constexpr Refusal bad(std::string_view reason) {
    return {400, reason};
}

/// The byte that text[at], a '%', encodes; -1 if it encodes none.
int encoded_byte(std::string_view text, std::size_t at) {
    if (text.size() - at < 3) return -1;
    const int high = hex_value(text[at + 1]);
    const int low = hex_value(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

std::optional<Refusal> judge_encoded_in_path(std::string_view path, std::size_t at) {
    const int byte = encoded_byte(path, at);
    if (byte < 0) return bad("the target has a malformed percent encoding");
    if (byte < 0x20 || byte == 0x7f) return bad("the target encodes a control byte");
    if (byte == '/' || byte == '\\') return bad("the path encodes a slash");
    if (byte == '%') return bad("the path encodes a percent sign");
    return std::nullopt;
}

/// Follows the segments of a path: how long the current one is, and whether it is dots only.
struct Segment {
    std::size_t length = 0;
    bool dots_only = true;

    void add(char c) {
        ++length;
        if (c != '.') dots_only = false;
    }
    bool is_dots() const { return dots_only && (length == 1 || length == 2); }
};

std::optional<Refusal> judge_path(std::string_view path) {
    Segment segment;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const char c = path[i];
        if (is(c, path_character)) {
            segment.add(c);
        } else if (c == '/') {
            if (segment.length == 0) return bad("the path has an empty segment");
            if (segment.is_dots()) return bad("the path has a dot segment");
            segment = {};
        } else if (c == '%') {
            if (const auto refusal = judge_encoded_in_path(path, i)) return refusal;
            segment.add(static_cast<char>(encoded_byte(path, i)));
            i += 2;
        } else {
            return bad("the path has a character that must be encoded");
        }
    }
    if (segment.is_dots()) return bad("the path has a dot segment");
    return std::nullopt;
}

std::optional<Refusal> judge_query(std::string_view query) {
    for (std::size_t i = 0; i < query.size(); ++i) {
        if (is(query[i], query_character)) continue;
        if (query[i] != '%') return bad("the query has a character that must be encoded");
        const int byte = encoded_byte(query, i);
        if (byte < 0) return bad("the target has a malformed percent encoding");
        if (byte == 0) return bad("the target encodes a control byte");
        i += 2;
    }
    return std::nullopt;
}

bool is_address_in_brackets(std::string_view host) {
    if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
    for (const char c : host.substr(1, host.size() - 2)) {
        if (!is(c, hex_character) && c != ':' && c != '.') return false;
    }
    return true;
}

bool is_name(std::string_view host) {
    if (host.empty()) return false;
    for (const char c : host) {
        if (!is(c, host_character)) return false;
    }
    return true;
}

bool is_port(std::string_view port) {
    if (port.empty() || port.size() > 5) return false;
    int number = 0;
    for (const char c : port) {
        if (!is(c, digit_character)) return false;
        number = number * 10 + (c - '0');
    }
    return number <= 65535;
}

}  // namespace

std::expected<Target, Refusal> parse_target(std::string_view target, Method method) {
    if (target.size() > target_bytes_max) {
        return std::unexpected(Refusal{414, "the request target is too long"});
    }
    if (target == "*" && method == Method::options) return Target{target, {}};
    if (target.empty() || target.front() != '/') {
        return std::unexpected(bad("the request target is not a path"));
    }
    const auto question = target.find('?');
    Target parsed{target.substr(0, question), {}};
    if (question != std::string_view::npos) parsed.query = target.substr(question + 1);
    if (const auto refusal = judge_path(parsed.path)) return std::unexpected(*refusal);
    if (const auto refusal = judge_query(parsed.query)) return std::unexpected(*refusal);
    return parsed;
}

std::optional<std::string_view> parse_host(std::string_view value) {
    if (value.size() > 255 + 6) return std::nullopt;
    auto host = value;
    const auto name_end = value.starts_with('[') ? value.find(']') : 0;
    const auto colon = value.find(':', name_end);
    if (colon != std::string_view::npos) {
        host = value.substr(0, colon);
        if (!is_port(value.substr(colon + 1))) return std::nullopt;
    }
    if (!is_address_in_brackets(host) && !is_name(host)) return std::nullopt;
    return host;
}

std::string percent_decode(std::string_view text, bool plus_is_blank) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_blank) {
            decoded += ' ';
            continue;
        }
        const int byte = text[i] == '%' ? encoded_byte(text, i) : -1;
        decoded += byte < 0 ? text[i] : static_cast<char>(byte);
        if (byte >= 0) i += 2;
    }
    return decoded;
}

AllowedHosts::AllowedHosts(std::vector<std::string> hosts) : hosts_(std::move(hosts)) {
    for (const auto* loopback : {"localhost", "127.0.0.1", "[::1]"}) hosts_.emplace_back(loopback);
    for (auto& host : hosts_) {
        for (char& c : host) c = lower(c);
    }
}

bool AllowedHosts::contains(std::string_view host) const {
    if (host.ends_with('.')) host.remove_suffix(1);
    for (const auto& allowed : hosts_) {
        if (equals_ignoring_case(host, allowed)) return true;
    }
    return false;
}

}  // namespace tillwatch::http
