// Which bytes RFC 9110, 9112 and 3986 allow where, as tables.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tillwatch::http {

enum CharacterClass : std::uint8_t {
    token_character = 1,  // field names, methods
    value_character = 2,  // field values: visible ASCII, space, tab, bytes from 0x80 on
    path_character = 4,   // a path, without '%' and '/'
    query_character = 8,  // a query, without '%'; laxer than RFC 3986, as browsers are
    host_character = 16,  // a name or an IPv4 address
    digit_character = 32,
    hex_character = 64,
};

consteval std::array<std::uint8_t, 256> make_character_classes() {
    std::array<std::uint8_t, 256> table{};
    const auto mark = [&table](std::string_view characters, unsigned classes) {
        for (const char c : characters) {
            auto& entry = table[static_cast<std::uint8_t>(c)];
            entry = static_cast<std::uint8_t>(entry | classes);
        }
    };
    for (unsigned c = 0x20; c < 256; ++c) {
        if (c != 0x7f) table[c] |= value_character;
    }
    table['\t'] |= value_character;
    for (unsigned c = 0x21; c < 0x7f; ++c) table[c] |= query_character;
    for (const char c : std::string_view("#\"<>\\%")) {
        table[static_cast<std::uint8_t>(c)] &= static_cast<std::uint8_t>(~query_character);
    }
    mark("0123456789",
         token_character | path_character | host_character | digit_character | hex_character);
    mark("abcdefABCDEF", hex_character);
    mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
         token_character | path_character | host_character);
    mark("!#$%&'*+-.^_`|~", token_character);
    mark("-._~!$&'()*+,;=:@", path_character);
    mark("-._", host_character);
    return table;
}

inline constexpr auto character_classes = make_character_classes();

constexpr bool is(char c, unsigned classes) {
    return (character_classes[static_cast<std::uint8_t>(c)] & classes) != 0;
}

constexpr int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

/// `known` is in lower case.
constexpr bool equals_ignoring_case(std::string_view text, std::string_view known) {
    if (text.size() != known.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (lower(text[i]) != known[i]) return false;
    }
    return true;
}

}  // namespace tillwatch::http
