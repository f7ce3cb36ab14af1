#include "base/text.hpp"

#include <gtest/gtest.h>

namespace tillwatch {
namespace {

TEST(Text, has_control_characters_below_the_blank_and_delete) {
    for (const auto* text : {"\x1f", "a\n", "\x7f"}) EXPECT_TRUE(has_control(text)) << text;
    EXPECT_TRUE(has_control(std::string_view("\0", 1)));
    for (const auto* text : {"", " ", "~", "\xc3\xa9"}) EXPECT_FALSE(has_control(text)) << text;
}

TEST(Text, counts_code_points) {
    EXPECT_EQ(count_characters(""), 0U);
    EXPECT_EQ(count_characters("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x9b\x92"), 4U);
}

}  // namespace
}  // namespace tillwatch
