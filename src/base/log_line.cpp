#include "base/log_line.hpp"

#include <chrono>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace tillwatch::log {
namespace {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0;  // 0: no UTF-8
};

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The code point at the start of `text`; overlong forms and surrogates are no UTF-8.
CodePoint first_code_point(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (!continues(text[i])) return {};
        value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    const char32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < least || value > 0x10FFFF || surrogate) return {};
    return {value, length};
}

bool steers(char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    const bool separator = c == 0x2028 || c == 0x2029;
    const bool direction =
        (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    return control || separator || direction;
}

void append_escape(std::string& out, char32_t c) {
    switch (c) {
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    }
}

/// The escapes are JSON's in both formats; `quoted` escapes the quote and the backslash as well.
void append_safe(std::string& out, std::string_view text, bool quoted) {
    while (!text.empty()) {
        const CodePoint c = first_code_point(text);
        const std::size_t length = c.length == 0 ? 1 : c.length;
        if (c.length == 0) {
            out += "\xEF\xBF\xBD";
        } else if (steers(c.value)) {
            append_escape(out, c.value);
        } else {
            if (quoted && (c.value == '"' || c.value == '\\')) out += '\\';
            out += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    append_safe(out, text, true);
    out += '"';
}

/// Quoted unless it is one plain word, so that no value can look like another field.
void append_word(std::string& out, std::string_view text) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/+@,";
    const bool is_plain = !text.empty() && text.find_first_not_of(plain) == std::string_view::npos;
    if (is_plain) {
        out += text;
    } else {
        append_quoted(out, text);
    }
}

struct AppendValue {
    std::string& out;
    bool json;

    void operator()(std::int64_t number) const {
        fmt::format_to(std::back_inserter(out), "{}", number);
    }
    void operator()(bool flag) const { out += flag ? "true" : "false"; }
    void operator()(double number) const {
        // JSON has no infinity and no NaN.
        if (json && !std::isfinite(number)) {
            out += "null";
        } else {
            fmt::format_to(std::back_inserter(out), "{}", number);
        }
    }
    void operator()(std::string_view text) const {
        if (json) {
            append_quoted(out, text);
        } else {
            append_word(out, text);
        }
    }
};

void append_time(std::string& out, Instant time) {
    using namespace std::chrono;
    const sys_time<milliseconds> point{milliseconds(time.ms)};
    const auto midnight = floor<days>(point);
    const year_month_day date(midnight);
    const hh_mm_ss clock(point - midnight);
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()), clock.hours().count(),
                   clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::string_view level_name(Level level) {
    switch (level) {
        case Level::debug: return "debug";
        case Level::info: return "info";
        case Level::warning: return "warning";
        case Level::error: return "error";
    }
    return "error";
}

struct Paint {
    std::string_view padded_name;
    std::string_view colour;
};

Paint paint_of(Level level) {
    switch (level) {
        case Level::debug: return {"DEBUG  ", "\x1b[2m"};
        case Level::info: return {"INFO   ", "\x1b[32m"};
        case Level::warning: return {"WARNING", "\x1b[33m"};
        case Level::error: return {"ERROR  ", "\x1b[31m"};
    }
    return {"ERROR  ", "\x1b[31m"};
}

}  // namespace

std::string json_line(const Line& line) {
    std::string out = R"({"time":")";
    append_time(out, line.time);
    out += R"(","level":")";
    out += level_name(line.level);
    out += R"(","message":)";
    append_quoted(out, line.message);
    for (const Field& field : line.fields) {
        out += ',';
        append_quoted(out, field.name);
        out += ':';
        std::visit(AppendValue{out, true}, field.value);
    }
    out += "}\n";
    return out;
}

std::string text_line(const Line& line, bool colours) {
    const Paint paint = paint_of(line.level);
    std::string out;
    append_time(out, line.time);
    out += ' ';
    if (colours) out += paint.colour;
    out += paint.padded_name;
    if (colours) out += "\x1b[0m";
    out += ' ';
    append_safe(out, line.message, false);
    const char* separator = "  ";
    for (const Field& field : line.fields) {
        out += separator;
        separator = " ";
        append_word(out, field.name);
        out += '=';
        std::visit(AppendValue{out, false}, field.value);
    }
    out += '\n';
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    append_safe(out, text, false);
    return out;
}

}  // namespace tillwatch::log
