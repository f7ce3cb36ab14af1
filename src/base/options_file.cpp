#include "base/options_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tillwatch {
namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; });
}

Result<OptionsFileLine> parse_line(std::string_view line, int number) {
    if (has_control_character(line)) return fail(Code::invalid, "has a control character");
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return fail(Code::invalid, "is not `key = value`");
    const auto key = trimmed(line.substr(0, equals));
    const auto value = trimmed(line.substr(equals + 1));
    if (key.empty()) return fail(Code::invalid, "has no key before its =");
    if (value.empty()) return fail(Code::invalid, fmt::format("{} has no value", key));
    return OptionsFileLine{std::string(key), std::string(value), number};
}

}  // namespace

Result<std::vector<OptionsFileLine>> parse_options_file(std::string_view text,
                                                        std::string_view name) {
    std::vector<OptionsFileLine> lines;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        line = trimmed(line);
        if (line.empty() || line.starts_with('#')) continue;
        auto parsed = parse_line(line, number);
        if (!parsed) {
            return fail(Code::invalid,
                        fmt::format("{}:{}: {}", name, number, parsed.error().message));
        }
        const auto same = std::ranges::find(lines, parsed->key, &OptionsFileLine::key);
        if (same != lines.end()) {
            return fail(Code::invalid, fmt::format("{}:{}: {} stands in line {} already", name,
                                                   number, parsed->key, same->number));
        }
        lines.push_back(std::move(*parsed));
    }
    return lines;
}

}  // namespace tillwatch
