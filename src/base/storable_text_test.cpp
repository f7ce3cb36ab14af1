#include "base/storable_text.hpp"

#include <string>

#include <gtest/gtest.h>

namespace tillwatch {
namespace {

// Longer than two words, so that what is put in lies at each place of one, and across two.
constexpr std::size_t longest = 20;

/// Whether plain text of each length is storable with `part` put in at each place.
void expect_everywhere(const std::string& part, bool storable) {
    for (std::size_t length = 0; length <= longest; ++length) {
        for (std::size_t at = 0; at <= length; ++at) {
            auto text = std::string(length, 'x');
            text.insert(at, part);
            EXPECT_EQ(is_storable_text(text), storable) << "at " << at << " of " << length;
        }
    }
}

TEST(StorableText, is_utf_8) {
    for (const auto* part : {"", "a", "\x7F", "\n", "é", "€", "𝄞", "éé€", "\u07FF", "\U0010FFFF"})
        expect_everywhere(part, true);
}

TEST(StorableText, has_no_NUL_whatever_stands_beside_it) {
    expect_everywhere(std::string(1, '\0'), false);
    expect_everywhere(std::string("\x01\0\x01", 3), false);
    expect_everywhere(std::string("é\0", 3), false);
}

TEST(StorableText, has_no_bytes_that_are_no_character) {
    const auto* const lone_surrogate = "\xED\xA0\x80";
    const auto* const overlong_slash = "\xC0\xAF";
    const auto* const overlong_euro = "\xF0\x82\x82\xAC";
    const auto* const beyond_the_last = "\xF4\x90\x80\x80";
    for (const auto* part : {"\x80", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9D\x84", lone_surrogate,
                             overlong_slash, overlong_euro, beyond_the_last})
        expect_everywhere(part, false);
}

}  // namespace
}  // namespace tillwatch
