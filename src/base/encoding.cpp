#include "base/encoding.hpp"

#include <array>
#include <cstdint>

namespace tillwatch {
namespace {

constexpr std::string_view standard_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view hex_alphabet = "0123456789abcdef";

constexpr std::uint8_t no_digit = 0xFF;
using Digits = std::array<std::uint8_t, 256>;

constexpr Digits digits_of(std::string_view alphabet) {
    Digits digits{};
    digits.fill(no_digit);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        digits[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return digits;
}

constexpr Digits standard_digits = digits_of(standard_alphabet);
constexpr Digits url_digits = digits_of(url_alphabet);

/// Each group of 6 bits as a character, without padding.
std::string encode_64(std::span<const std::byte> bytes, std::string_view alphabet) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::byte byte : bytes) {
        bits = bits << 8 | std::to_integer<std::uint32_t>(byte);
        for (held += 8; held >= 6;) text += alphabet[bits >> (held -= 6) & 63];
    }
    if (held > 0) text += alphabet[bits << (6 - held) & 63];
    return text;
}

/// Bytes that `characters` without padding stand for; none if no number of bytes gives so many.
std::optional<std::size_t> decoded_size(std::size_t characters) {
    if (characters % 4 == 1) return std::nullopt;
    return characters / 4 * 3 + (characters % 4 == 0 ? 0 : characters % 4 - 1);
}

/// `text` has no padding, and `out` the size that belongs to it.
bool decode_64(std::string_view text, const Digits& digits, std::span<std::byte> out) {
    std::uint32_t bits = 0;
    int held = 0;
    std::size_t written = 0;
    for (const char c : text) {
        const std::uint8_t digit = digits[static_cast<unsigned char>(c)];
        if (digit == no_digit) return false;
        bits = bits << 6 | digit;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out[written++] = static_cast<std::byte>(bits >> held & 0xFF);
    }
    const std::uint32_t stray_bits = bits & ((1U << held) - 1);
    return stray_bits == 0;
}

/// `text` without the padding it must have; none if that is not exact.
std::optional<std::string_view> without_padding(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    const std::size_t most = text.size() < 2 ? text.size() : 2;
    std::size_t padding = 0;
    while (padding < most && text[text.size() - 1 - padding] == '=') ++padding;
    return text.substr(0, text.size() - padding);
}

std::optional<Bytes> decode_64(std::string_view text, const Digits& digits) {
    const auto size = decoded_size(text.size());
    if (!size) return std::nullopt;
    Bytes bytes(*size);
    if (!decode_64(text, digits, bytes)) return std::nullopt;
    return bytes;
}

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

}  // namespace

std::string base64(std::span<const std::byte> bytes) {
    std::string text = encode_64(bytes, standard_alphabet);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::string base64url(std::span<const std::byte> bytes) {
    return encode_64(bytes, url_alphabet);
}

std::string hex(std::span<const std::byte> bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        text += hex_alphabet[std::to_integer<std::size_t>(byte >> 4)];
        text += hex_alphabet[std::to_integer<std::size_t>(byte & std::byte{15})];
    }
    return text;
}

std::optional<Bytes> parse_base64(std::string_view text) {
    const auto plain = without_padding(text);
    if (!plain) return std::nullopt;
    return decode_64(*plain, standard_digits);
}

std::optional<Bytes> parse_base64url(std::string_view text) {
    return decode_64(text, url_digits);
}

std::optional<Bytes> parse_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = hex_digit(text[i]);
        const auto low = hex_digit(text[i + 1]);
        if (!high || !low) return std::nullopt;
        bytes.push_back(static_cast<std::byte>(*high << 4 | *low));
    }
    return bytes;
}

bool parse_base64_into(std::string_view text, std::span<std::byte> out) {
    const auto plain = without_padding(text);
    return plain && decoded_size(plain->size()) == out.size() &&
           decode_64(*plain, standard_digits, out);
}

}  // namespace tillwatch
