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

TEST(Text, is_cut_between_characters_and_says_so) {
    EXPECT_EQ(first_characters("a\u00e9\u20acb", 4), "a\u00e9\u20acb");
    EXPECT_EQ(first_characters("a\u00e9\u20acb", 3), "a\u00e9\u20ac\u2026");
    EXPECT_EQ(first_characters("a\u00e9\u20acb", 1), "a\u2026");
    EXPECT_EQ(first_characters("", 0), "");
}

TEST(Text, takes_capital_letters_as_small_ones_where_it_is_searched) {
    EXPECT_EQ(fold("A Z\u00c9[`"), "a z\u00c9[`");
    EXPECT_TRUE(begins_with("Ann@Example.com", "ann@ex"));
    EXPECT_FALSE(begins_with("Ann", "anna"));
    EXPECT_FALSE(begins_with("\u00c9mile", "\u00e9"));
    EXPECT_TRUE(has_part("A red CUP", "red cup"));
    EXPECT_FALSE(has_part("A red CUP", "red  cup"));
}

}  // namespace
}  // namespace tillwatch
