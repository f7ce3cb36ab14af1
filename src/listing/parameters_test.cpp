#include "listing/parameters.hpp"

#include <gtest/gtest.h>

#include "listing/place.hpp"
#include "listing/search.hpp"

namespace tillwatch::listing {
namespace {

TEST(ObjectId, is_digits_above_zero_in_one_spelling) {
    EXPECT_EQ(parse_object_id("1"), 1);
    EXPECT_EQ(parse_object_id("9223372036854775807"), 9'223'372'036'854'775'807);
    for (const auto* other : {"", "0", "-1", "+1", "01", "1.0", "x", " 1", "9223372036854775808"})
        EXPECT_FALSE(parse_object_id(other)) << other;
}

TEST(Word, is_small_letters_and_underscores) {
    EXPECT_EQ(parse_word("partially_paid"), "partially_paid");
    EXPECT_EQ(parse_word(std::string(40, 'a')), std::string(40, 'a'));
    for (const auto& other : {std::string(), std::string("Paid"), std::string("a b"),
                              std::string(41, 'a'), std::string("a'")})
        EXPECT_FALSE(parse_word(other)) << other;
}

TEST(Flag, is_true_or_false) {
    EXPECT_EQ(parse_flag("true"), true);
    EXPECT_EQ(parse_flag("false"), false);
    for (const auto* other : {"", "1", "True", "yes"}) EXPECT_FALSE(parse_flag(other)) << other;
}

TEST(Text, is_what_a_database_can_store_and_no_longer_than_that) {
    EXPECT_EQ(parse_text(""), "");
    EXPECT_EQ(parse_text(std::string(255, 'a')), std::string(255, 'a'));
    EXPECT_FALSE(parse_text(std::string(256, 'a')));
    std::string wide;
    for (int i = 0; i < 255; ++i) wide += "\u5e97";
    EXPECT_EQ(parse_text(wide), wide);
    EXPECT_FALSE(parse_text(wide + "\u5e97"));
    EXPECT_FALSE(parse_text(std::string(1, '\0')));
    EXPECT_FALSE(parse_text("\xff"));
}

TEST(Place, comes_back_as_it_was_and_nothing_else_is_one) {
    for (const auto& place : {Place{-5, "", 7}, Place{0, "a title of words", -3}, Place{1, "", 0}})
        EXPECT_EQ(parse_place(text_of(place)), place);
    for (const auto* other : {"", "1", "1 2", "x 2 ", "1 x ", " 1 2", "1 2 \xff"})
        EXPECT_FALSE(parse_place(other)) << other;
}

TEST(Search, finds_people_by_each_of_their_names) {
    EXPECT_TRUE(is_called("", "Ann", "Lee", "ann l"));
    EXPECT_TRUE(is_called("", "Ann", "Lee", "lee"));
    EXPECT_FALSE(is_called("", "Ann", "Lee", "nn"));
    EXPECT_LT(std::string("ann\u00ff"), end_of("ann"));
    EXPECT_GT(std::string("ano"), end_of("ann"));
}

}  // namespace
}  // namespace tillwatch::listing
