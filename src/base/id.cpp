#include "base/id.hpp"

namespace tillwatch {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t text_length = 13;

}  // namespace

std::string opaque_text(std::int64_t value) {
    std::string text(text_length, '0');
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t i = text_length; i-- > 0; rest >>= 5) text[i] = alphabet[rest & 31];
    return text;
}

std::optional<std::int64_t> parse_opaque(std::string_view text) {
    // The first of 13 characters carries three bits of 63.
    if (text.size() != text_length || alphabet.find(text[0]) > 7) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        value = value << 5 | digit;
    }
    if (value == 0) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

}  // namespace tillwatch
