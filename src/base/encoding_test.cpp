#include "base/encoding.hpp"

#include <array>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tillwatch {
namespace {

std::optional<std::string> text_from(const std::optional<Bytes>& bytes) {
    if (!bytes) return std::nullopt;
    return std::string(text_of(*bytes));
}

// RFC 4648, section 10.
TEST(Base64, writes_and_reads_the_vectors_of_its_rfc) {
    const std::array<std::pair<const char*, const char*>, 7> vectors{{{"", ""},
                                                                      {"f", "Zg=="},
                                                                      {"fo", "Zm8="},
                                                                      {"foo", "Zm9v"},
                                                                      {"foob", "Zm9vYg=="},
                                                                      {"fooba", "Zm9vYmE="},
                                                                      {"foobar", "Zm9vYmFy"}}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(base64(bytes_of(plain)), encoded);
        EXPECT_EQ(text_from(parse_base64(encoded)), plain);
    }
}

TEST(Base64, refuses_every_other_form_of_the_same_bytes) {
    for (const char* text : {"Zg", "Zg=", "Zg===", "Zg====", "=Zg=", "Z===", "====", "Zm9v====",
                             " Zg==", "Zg== ", "Zg\n==", "Zm8=\n", "Zh==", "Zm9=", "Zm9v=", "Z"}) {
        EXPECT_EQ(parse_base64(text), std::nullopt) << text;
    }
}

TEST(Base64, refuses_the_other_alphabet) {
    EXPECT_EQ(base64(bytes_of("\xFB\xFF\xFE")), "+//+");
    EXPECT_EQ(base64url(bytes_of("\xFB\xFF\xFE")), "-__-");
    EXPECT_EQ(parse_base64("-__-"), std::nullopt);
    EXPECT_EQ(parse_base64url("+//+"), std::nullopt);
    EXPECT_EQ(text_from(parse_base64url("-__-")), "\xFB\xFF\xFE");
}

TEST(Base64, refuses_bytes_outside_ascii_and_nul) {
    EXPECT_EQ(parse_base64(std::string_view("Zg\0=", 4)), std::nullopt);
    EXPECT_EQ(parse_base64("Zg\xC3\xA9"), std::nullopt);
}

TEST(Base64, fills_exactly_the_bytes_it_is_given) {
    std::array<std::byte, 3> three{};
    std::array<std::byte, 4> four{};
    EXPECT_TRUE(parse_base64_into("Zm9v", three));
    EXPECT_EQ(text_of(three), "foo");
    EXPECT_FALSE(parse_base64_into("Zm9v", four));
    EXPECT_FALSE(parse_base64_into("Zm9vYg==", three));
}

TEST(Base64Url, has_no_padding) {
    EXPECT_EQ(base64url(bytes_of("f")), "Zg");
    EXPECT_EQ(text_from(parse_base64url("Zg")), "f");
    EXPECT_EQ(parse_base64url("Zg=="), std::nullopt);
    EXPECT_EQ(parse_base64url("Zh"), std::nullopt);
}

TEST(Hex, is_written_in_lower_case_and_read_in_both) {
    EXPECT_EQ(hex(bytes_of("\x01\xAB")), "01ab");
    EXPECT_EQ(text_from(parse_hex("01aB")), "\x01\xAB");
    EXPECT_EQ(parse_hex("01a"), std::nullopt);
    EXPECT_EQ(parse_hex("0x"), std::nullopt);
}

RC_GTEST_PROP(Encodings, give_back_what_they_were_given, (const std::string& text)) {
    RC_ASSERT(text_from(parse_base64(base64(bytes_of(text)))) == text);
    RC_ASSERT(text_from(parse_base64url(base64url(bytes_of(text)))) == text);
    RC_ASSERT(text_from(parse_hex(hex(bytes_of(text)))) == text);
}

RC_GTEST_PROP(Encodings, accept_one_form_only, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ABgwQ/+89=")));
    if (const auto bytes = parse_base64(text)) RC_ASSERT(base64(*bytes) == text);
}

}  // namespace
}  // namespace tillwatch
