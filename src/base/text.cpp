#include "base/text.hpp"

#include <algorithm>

namespace tillwatch {
namespace {

char fold(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

}  // namespace

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, is_control);
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::string first_characters(std::string_view text, std::size_t count) {
    if (count_characters(text) <= count) return std::string(text);
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end)
        if (begins_character(text[end]) && ++seen > count) break;
    return std::string(text.substr(0, end)).append("\u2026");
}

std::string fold(std::string_view text) {
    std::string folded(text);
    for (auto& c : folded) c = fold(c);
    return folded;
}

bool begins_with(std::string_view text, std::string_view folded) {
    return text.size() >= folded.size() && fold(text.substr(0, folded.size())) == folded;
}

bool has_part(std::string_view text, std::string_view folded) {
    return fold(text).contains(folded);
}

}  // namespace tillwatch
