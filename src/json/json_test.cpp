#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "json/reader.hpp"
#include "json/writer.hpp"

namespace tillwatch::json {
namespace {

TEST(Reader, keeps_integers_exact_to_64_bits) {
    Parser parser;
    const auto value = value_or_throw(parser.parse(R"({"id":820982911946154508,"f":1.5})"));
    EXPECT_EQ(value.find("id")->integer(), 820982911946154508);
    EXPECT_FALSE(value.find("f")->integer());
    EXPECT_FALSE(value_or_throw(parser.parse("9223372036854775808")).integer());
}

TEST(Reader, gives_decimals_as_the_shortest_text) {
    Parser parser;
    const auto decimal = [&](std::string_view json) {
        return value_or_throw(parser.parse(json)).decimal();
    };
    EXPECT_EQ(decimal("131.4"), "131.4");
    EXPECT_EQ(decimal("0.1"), "0.1");
    EXPECT_EQ(decimal("-7"), "-7");
    EXPECT_EQ(decimal(R"("199.00")"), "199.00");
    EXPECT_EQ(decimal("true"), std::nullopt);
}

TEST(Reader, tells_absent_from_null) {
    Parser parser;
    const auto value = value_or_throw(parser.parse(R"({"a":null})"));
    EXPECT_TRUE(value.find("a"));
    EXPECT_FALSE(value.find_present("a"));
    EXPECT_FALSE(value.find("b"));
    EXPECT_FALSE(value.find("a")->find("c"));
}

TEST(Reader, finds_members_by_their_marks_as_by_their_keys) {
    Parser parser;
    // A mark is of a key's length and its first, middle and last letter: the first two share one.
    const auto object =
        value_or_throw(parser.parse(R"({"axxb":1,"ayxb":2,"axxb":3,"":4,"n":null,"axyb":5})"));
    const Members members(object);
    for (const auto* key : {"axxb", "ayxb", "", "n", "axyb", "ab", "azxb", "axxbb"}) {
        const auto expected = object.find(key);
        const auto found = members.find(key);
        ASSERT_EQ(found.has_value(), expected.has_value()) << key;
        if (found) EXPECT_EQ(found->integer(), expected->integer()) << key;
    }
    EXPECT_EQ(members.find("axxb")->integer(), 1);
    EXPECT_TRUE(members.find("n"));
    EXPECT_FALSE(members.find_present("n"));
    EXPECT_FALSE(Members(*object.find("axxb")).find("axxb"));
}

TEST(Reader, refuses_what_is_not_one_document) {
    Parser parser;
    for (const auto* wrong :
         {"", "{", "{}{}", "[1,]", "\xff", "nul", "{\"a\":1e400}", "\"\\ud800\""})
        EXPECT_FALSE(parser.parse(wrong)) << wrong;
    EXPECT_TRUE(parser.parse(" {} "));
}

TEST(Reader, refuses_deeper_nesting_than_its_limit) {
    Parser parser;
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(parser.parse(nested(depth_max - 1)));
    EXPECT_FALSE(parser.parse(nested(depth_max + 1)));
}

TEST(Reader, visits_arrays_and_members_in_order) {
    Parser parser;
    std::string seen;
    const auto value = value_or_throw(parser.parse(R"({"b":[1,2],"a":3})"));
    value.each_member([&](std::string_view key, Value) { seen += key; });
    value.find("b")->each([&](Value element) { seen += std::to_string(*element.integer()); });
    EXPECT_EQ(seen, "ba12");
}

TEST(Writer, writes_numbers_as_they_are_spelled) {
    Writer writer;
    writer.begin_array().number("0.070").number("19.99").value(3).end_array();
    EXPECT_EQ(writer.text(), "[0.070,19.99,3]");
}

TEST(Writer, separates_and_nests) {
    Writer writer;
    writer.begin_object().member("a", 1).key("b").begin_array().value(true).value(nullptr);
    writer.begin_object().end_object().end_array().member("c", "x").end_object();
    EXPECT_EQ(writer.text(), R"({"a":1,"b":[true,null,{}],"c":"x"})");
}

RC_GTEST_PROP(Writer, writes_text_that_reads_back, (const std::string& bytes)) {
    std::string ascii;
    for (const char c : bytes)
        if (static_cast<unsigned char>(c) < 0x80) ascii += c;
    Writer writer;
    writer.value(ascii);
    Parser parser;
    RC_ASSERT(*value_or_throw(parser.parse(writer.text())).text() == ascii);
}

}  // namespace
}  // namespace tillwatch::json
