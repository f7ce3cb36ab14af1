#include "base/storable_text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace tillwatch {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;
constexpr std::uint64_t ones = 0x0101010101010101;

constexpr std::size_t word_bytes = sizeof(std::uint64_t);

/// The number of `Word` bytes at `at`, which is loaded at once.
template <class Word>
std::uint64_t load(std::string_view text, std::size_t at) {
    Word word;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
}

/// Whether each byte is ASCII and not NUL.
bool is_plain(std::uint64_t word) {
    return (word & high_bits) == 0 && ((word - ones) & high_bits) == 0;
}

/// The same of a text that is shorter than a word: two loads overlap, and cover it.
bool is_plain_short(std::string_view text) {
    const auto size = text.size();
    if (size >= sizeof(std::uint32_t))
        return is_plain(load<std::uint32_t>(text, 0) << 32U |
                        load<std::uint32_t>(text, size - sizeof(std::uint32_t)));
    return std::ranges::all_of(text, [](char c) { return c > 0; });
}

/// As much of a text as can be told to be plain at a glance.
std::size_t plain_length(std::string_view text) {
    if (text.size() < word_bytes) return is_plain_short(text) ? text.size() : 0;
    std::size_t at = 0;
    const auto last = text.size() - word_bytes;
    while (at <= last && is_plain(load<std::uint64_t>(text, at))) at += word_bytes;
    return at > last && is_plain(load<std::uint64_t>(text, last)) ? text.size() : at;
}

bool continues(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count >= text.size()) return false;
    for (std::size_t i = at + 1; i <= at + count; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return false;
    }
    return true;
}

/// The length of the character at `at`, 0 if there is none that may be stored (RFC 3629).
std::size_t character_length(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return first == 0 ? 0 : 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return continues(text, at, 1) ? 2 : 0;
    const std::size_t length = first < 0xF0 ? 3 : 4;
    if (first > 0xF4 || !continues(text, at, length - 1)) return 0;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if (first == 0xE0 && second < 0xA0) return 0;   // overlong
    if (first == 0xED && second >= 0xA0) return 0;  // surrogate
    if (first == 0xF0 && second < 0x90) return 0;   // overlong
    if (first == 0xF4 && second >= 0x90) return 0;  // beyond U+10FFFF
    return length;
}

}  // namespace

bool is_storable_text(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (const auto plain = plain_length(text.substr(at)); plain > 0) {
            at += plain;
            continue;
        }
        const auto length = character_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

}  // namespace tillwatch
