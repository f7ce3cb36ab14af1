#include "base/options_file.hpp"

#include <gtest/gtest.h>

namespace tillwatch {
namespace {

std::string error_of(std::string_view text) {
    const auto lines = parse_options_file(text, "t.conf");
    return lines ? "none" : lines.error().message;
}

TEST(OptionsFile, is_keys_values_comments_and_empty_lines) {
    const auto lines = parse_options_file(
        "# a comment\n\n  listen =\t127.0.0.1:80 \r\ndatabase=postgresql://u:p#a=b@h/d", "t.conf");
    ASSERT_TRUE(lines);
    ASSERT_EQ(lines->size(), 2U);
    EXPECT_EQ((*lines)[0].key, "listen");
    EXPECT_EQ((*lines)[0].value, "127.0.0.1:80");
    EXPECT_EQ((*lines)[0].number, 3);
    EXPECT_EQ((*lines)[1].key, "database");
    EXPECT_EQ((*lines)[1].value, "postgresql://u:p#a=b@h/d");
}

TEST(OptionsFile, may_be_empty) {
    EXPECT_TRUE(parse_options_file("", "t.conf")->empty());
    EXPECT_TRUE(parse_options_file("\n# nothing\n", "t.conf")->empty());
}

TEST(OptionsFile, names_the_line_that_is_wrong) {
    EXPECT_EQ(error_of("a = 1\nlisten"), "t.conf:2: is not `key = value`");
    EXPECT_EQ(error_of("= 1"), "t.conf:1: has no key before its =");
    EXPECT_EQ(error_of("\n\na ="), "t.conf:3: a has no value");
    EXPECT_EQ(error_of("a = 1\nb = 2\na = 3"), "t.conf:3: a stands in line 1 already");
    EXPECT_EQ(error_of(std::string_view("a = \0", 5)), "t.conf:1: has a control character");
    EXPECT_EQ(error_of("a = 1\x1b[2J"), "t.conf:1: has a control character");
}

}  // namespace
}  // namespace tillwatch
