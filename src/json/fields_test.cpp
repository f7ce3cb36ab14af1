#include "json/fields.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace tillwatch::json {
namespace {

Result<std::string> parse_word(std::string_view text) {
    if (text.contains(' ')) return fail(Code::invalid, "is not a word");
    return std::string(text);
}

/// "field message" of each member that a body has refused.
std::vector<std::string> refused(const Body& body) {
    try {
        body.throw_if_refused();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), Code::invalid);
        std::vector<std::string> texts;
        for (const auto& [field, message] : failure.error().fields)
            texts.push_back(field + ' ' + message);
        return texts;
    }
    return {};
}

constexpr std::string_view known[] = {"a", "b", "flag"};

TEST(Body, gives_what_is_there) {
    Body body(R"({"a":"one","b":null,"flag":true})", known);
    EXPECT_EQ(body.fields().get("a", &parse_word), "one");
    EXPECT_FALSE(body.fields().find("b", &parse_word));
    EXPECT_EQ(body.fields().find_flag("flag"), true);
    EXPECT_THAT(refused(body), testing::IsEmpty());
}

TEST(Body, tells_everything_that_is_wrong_at_once) {
    Body body(R"({"a":"two words","c":1,"b":2,"b":"x","flag":"yes"})", known);
    EXPECT_EQ(body.fields().get("a", &parse_word), "");
    EXPECT_FALSE(body.fields().find("b", &parse_word));
    EXPECT_FALSE(body.fields().find_flag("flag"));
    EXPECT_THAT(refused(body),
                testing::ElementsAre("c is not known", "b stands twice", "a is not a word",
                                     "b is not a text", "flag is not true or false"));
}

TEST(Body, tells_no_more_of_what_is_wrong_than_somebody_reads) {
    std::string text = "{\"" + std::string(name_bytes_told_max + 1, 'x') + "\":0";
    for (std::size_t i = 0; i < 3 * fields_told_max; ++i) text += fmt::format(R"(,"m{}":0)", i);
    Body body(text + "}", {});
    ASSERT_EQ(body.error().fields.size(), fields_told_max);
    EXPECT_EQ(body.error().fields.front().field, "(a long name)");
    EXPECT_EQ(body.error().fields.back().field, fmt::format("m{}", fields_told_max - 2));
}

TEST(Body, misses_what_must_be_there) {
    Body body(R"({"b":null})", known);
    body.fields().get("a", &parse_word);
    body.fields().get("b", &parse_word);
    EXPECT_THAT(refused(body), testing::ElementsAre("a is missing", "b is missing"));
}

TEST(Body, is_an_object) {
    for (const auto* wrong : {"", "{", "[]", "null", "\"a\"", "{\"a\":1}{}"}) {
        try {
            Body(wrong, known);
            ADD_FAILURE() << wrong;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.code(), Code::malformed) << wrong;
        }
    }
}

}  // namespace
}  // namespace tillwatch::json
