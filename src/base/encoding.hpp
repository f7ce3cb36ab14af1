// Bytes as text: base64 (RFC 4648, padded), base64url (without padding) and lower-case hex.
// Reading is strict, so that each byte string has exactly one accepted form: no blanks or line
// breaks, the exact alphabet, exact padding, and no stray bits in the last character.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tillwatch {

using Bytes = std::vector<std::byte>;

inline std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}
inline std::string_view text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string base64(std::span<const std::byte> bytes);
std::string base64url(std::span<const std::byte> bytes);
std::string hex(std::span<const std::byte> bytes);

std::optional<Bytes> parse_base64(std::string_view text);
std::optional<Bytes> parse_base64url(std::string_view text);
/// Two digits a byte, capital letters too.
std::optional<Bytes> parse_hex(std::string_view text);

/// True if `text` is the base64 of exactly `out.size()` bytes; allocates nothing.
bool parse_base64_into(std::string_view text, std::span<std::byte> out);

}  // namespace tillwatch
