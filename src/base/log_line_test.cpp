#include "base/log_line.hpp"

#include <cctype>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/secret.hpp"

namespace tillwatch::log {
namespace {

static_assert(!fmt::is_formattable<Secret>::value);
static_assert(!std::constructible_from<Field, std::string_view, Secret>);
static_assert(!std::convertible_to<Secret, std::string_view>);
static_assert(!std::convertible_to<Secret, std::string>);

constexpr Instant moment{1788272100007};  // 2026-09-01T14:15:00.007Z

std::string json_of(std::string_view message, std::initializer_list<Field> fields = {}) {
    return json_line({moment, Level::info, message, {fields.begin(), fields.size()}});
}

std::string text_of(std::string_view message, std::initializer_list<Field> fields = {}) {
    return text_line({moment, Level::info, message, {fields.begin(), fields.size()}}, false);
}

/// Takes one JSON string off `rest`; false if there is none.
bool take_json_string(std::string_view& rest) {
    if (!rest.starts_with('"')) return false;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (static_cast<unsigned char>(rest[i]) < 0x20) return false;
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return true;
        }
        if (rest[i] != '\\') continue;
        ++i;
        if (i == rest.size()) return false;
        if (rest[i] == 'u') {
            for (int digit = 0; digit < 4; ++digit) {
                if (++i == rest.size() || !std::isxdigit(static_cast<unsigned char>(rest[i])))
                    return false;
            }
        } else if (std::string_view(R"("\/bfnrt)").find(rest[i]) == std::string_view::npos) {
            return false;
        }
    }
    return false;
}

/// One object of strings only and one newline: what a log line with text fields must be.
bool is_one_json_line_of_strings(std::string_view line) {
    if (!line.starts_with('{')) return false;
    do {
        line.remove_prefix(1);
        if (!take_json_string(line) || !line.starts_with(':')) return false;
        line.remove_prefix(1);
        if (!take_json_string(line)) return false;
    } while (line.starts_with(','));
    return line == "}\n";
}

TEST(LogLine, is_json_with_time_level_message_and_fields) {
    EXPECT_EQ(json_of("listening", {{"port", 8080}, {"tls", false}, {"host", "localhost"}}),
              R"({"time":"2026-09-01T14:15:00.007Z","level":"info","message":"listening",)"
              R"("port":8080,"tls":false,"host":"localhost"})"
              "\n");
}

TEST(LogLine, is_text_for_a_person) {
    EXPECT_EQ(text_of("server started", {{"port", 8080}, {"host", "::1"}, {"why", "a b"}}),
              "2026-09-01T14:15:00.007Z INFO    server started  port=8080 host=::1 why=\"a b\"\n");
}

TEST(LogLine, has_colours_only_if_asked) {
    const Line line{moment, Level::error, "m", {}};
    EXPECT_NE(text_line(line, true).find('\x1b'), std::string::npos);
    EXPECT_EQ(text_line(line, false).find('\x1b'), std::string::npos);
}

TEST(LogLine, cannot_be_forged_by_a_newline_in_a_value) {
    constexpr std::string_view forged = "x\r\n2026-09-01T14:15:00.007Z INFO    all is well";
    for (const std::string& line : {json_of("m", {{"v", forged}}), text_of("m", {{"v", forged}})}) {
        EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
        EXPECT_EQ(line.find('\r'), std::string::npos) << line;
    }
}

TEST(LogLine, cannot_be_forged_by_what_looks_like_another_field) {
    EXPECT_EQ(text_of("m", {{"v", "x level=error"}}),
              "2026-09-01T14:15:00.007Z INFO    m  v=\"x level=error\"\n");
    EXPECT_EQ(text_of("m", {{"v", "x\" level=\"error"}}),
              "2026-09-01T14:15:00.007Z INFO    m  v=\"x\\\" level=\\\"error\"\n");
}

TEST(LogLine, escapes_what_steers_a_terminal) {
    EXPECT_EQ(printable("\x1b[2J"), "\\u001b[2J");
    EXPECT_EQ(printable("a\x7f\xC2\x9B"
                        "b"),
              "a\\u007f\\u009bb");
    EXPECT_EQ(printable("a\xE2\x80\xAE"
                        "b\xE2\x80\xA8"),
              "a\\u202eb\\u2028");
    EXPECT_EQ(printable("a\tb\r\n"), "a\\tb\\r\\n");
}

TEST(LogLine, keeps_good_text_and_replaces_bytes_that_are_no_utf8) {
    EXPECT_EQ(printable("Zo\xC3\xAB \xE6\x9D\x8E \xF0\x9F\x9A\x80"),
              "Zo\xC3\xAB \xE6\x9D\x8E \xF0\x9F\x9A\x80");
    EXPECT_EQ(printable("a\xFF"
                        "b"),
              "a\xEF\xBF\xBD"
              "b");
    EXPECT_EQ(printable("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // overlong
    EXPECT_EQ(printable("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // surrogate
    EXPECT_EQ(printable("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // cut off
}

TEST(LogLine, writes_no_number_that_json_lacks) {
    EXPECT_NE(json_of("m", {{"v", std::numeric_limits<double>::infinity()}}).find("\"v\":null"),
              std::string::npos);
}

RC_GTEST_PROP(LogLine, is_one_valid_json_line_whatever_it_holds,
              (const std::string& message, const std::string& name, const std::string& value)) {
    RC_ASSERT(is_one_json_line_of_strings(json_of(message, {{name, value}})));
}

RC_GTEST_PROP(LogLine, is_one_text_line_whatever_it_holds,
              (const std::string& message, const std::string& value)) {
    const std::string line = text_of(message, {{"v", value}});
    for (const char c : line.substr(0, line.size() - 1)) {
        RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != '\x7f');
    }
}

}  // namespace
}  // namespace tillwatch::log
