#include "base/text_columns.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace tillwatch {
namespace {

constexpr std::size_t width_max = 100;
constexpr std::size_t name_width = 28;

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (lines.empty() || lines.back().size() + 1 + word.size() > width) {
            lines.emplace_back(word);
        } else {
            lines.back().append(" ").append(word);
        }
    }
    return lines;
}

std::string column_row(std::string_view name, std::string_view text) {
    std::string row = fmt::format("  {:<{}}", name, name_width);
    if (name.size() + 2 > name_width) row = fmt::format("  {}\n{:{}}", name, "", name_width + 2);
    const char* separator = "";
    for (const std::string& line : wrapped(text, width_max - name_width - 2)) {
        row += separator + line + "\n";
        static const std::string indent(name_width + 2, ' ');
        separator = indent.c_str();
    }
    return row;
}

}  // namespace tillwatch
