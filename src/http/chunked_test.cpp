#include "http/chunked.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tillwatch::http {
namespace {

struct Outcome {
    std::string body;
    bool done = false;
    bool refused = false;
    std::size_t consumed = 0;
    bool operator==(const Outcome&) const = default;
};

Outcome decode(const std::vector<std::string>& pieces) {
    ChunkedDecoder decoder;
    Outcome outcome;
    for (const auto& whole : pieces) {
        std::string_view rest = whole;
        while (!rest.empty() && !decoder.done()) {
            const auto piece = decoder.decode(rest);
            if (!piece) {
                outcome.refused = true;
                outcome.consumed = 0;
                return outcome;
            }
            outcome.body += piece->data;
            outcome.consumed += piece->consumed;
            rest.remove_prefix(piece->consumed);
        }
    }
    outcome.done = decoder.done();
    return outcome;
}

const std::string sound =
    "4;a;b=c;d=\"e\\\"f\"\r\nWiki\r\n005\r\npedia\r\nC\r\n in\r\nchunks.\r\n0\r\n\r\n";

TEST(Chunked, gives_the_body_and_leaves_what_follows) {
    const auto outcome = decode({sound + "GET /"});
    EXPECT_EQ(outcome.body, "Wikipedia in\r\nchunks.");
    EXPECT_TRUE(outcome.done);
    EXPECT_EQ(outcome.consumed, sound.size());
}

TEST(Chunked, gives_the_same_in_every_split_into_two) {
    const auto expected = decode({sound});
    for (std::size_t at = 0; at <= sound.size(); ++at) {
        EXPECT_EQ(decode({sound.substr(0, at), sound.substr(at)}), expected) << at;
    }
}

TEST(Chunked, gives_the_same_byte_by_byte) {
    std::vector<std::string> bytes;
    for (const char c : sound) bytes.emplace_back(1, c);
    EXPECT_EQ(decode(bytes), decode({sound}));
}

RC_GTEST_PROP(Chunked, gives_the_same_in_any_split_of_any_bytes, ()) {
    std::string bytes = sound;
    const auto changes = *rc::gen::inRange(0, 3);
    for (int i = 0; i < changes; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        bytes[at] = *rc::gen::element('0', '5', 'f', ';', '\r', '\n', '"', 'x', ' ');
    }
    std::vector<std::string> pieces;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = *rc::gen::inRange<std::size_t>(1, 12);
        pieces.push_back(bytes.substr(at, length));
        at += length;
    }
    RC_ASSERT(decode(pieces) == decode({bytes}));
}

struct Case {
    const char* name;
    std::string bytes;
    std::string neighbour;
};

const Case cases[] = {
    {"plus_sign", "+3\r\nabc\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"},
    {"hexadecimal_prefix", "0x3\r\nabc\r\n0\r\n\r\n", "03\r\nabc\r\n0\r\n\r\n"},
    {"blank_first", " 3\r\nabc\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"},
    {"blank_after_size", "3 \r\nabc\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"},
    {"no_size", "\r\nabc\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"},
    {"negative_size", "-1\r\n\r\n", "0\r\n\r\n"},
    {"size_of_17_digits", "00000000000000003\r\nabc\r\n0\r\n\r\n",
     "0000000000000003\r\nabc\r\n0\r\n\r\n"},
    {"size_beyond_63_bits", "ffffffffffffffff\r\n", "3\r\nabc\r\n0\r\n\r\n"},
    {"line_feed_after_size", "3\nabc\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"},
    {"carriage_return_after_size", "3\rabc\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"},
    {"data_too_long", "3\r\nabcd\r\n0\r\n\r\n", "4\r\nabcd\r\n0\r\n\r\n"},
    {"data_ends_with_line_feed", "3\r\nabc\n0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"},
    {"trailer", "0\r\nX-A: 1\r\n\r\n", "0\r\n\r\n"},
    {"trailer_that_signs", "0\r\nX-Shopify-Hmac-Sha256: a\r\n\r\n", "0\r\n\r\n"},
    {"end_with_line_feed", "0\r\n\n", "0\r\n\r\n"},
    {"extension_without_name", "3;\r\nabc\r\n0\r\n\r\n", "3;a\r\nabc\r\n0\r\n\r\n"},
    {"extension_with_blank", "3; a\r\nabc\r\n0\r\n\r\n", "3;a\r\nabc\r\n0\r\n\r\n"},
    {"extension_without_value", "3;a=\r\nabc\r\n0\r\n\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n"},
    {"extension_with_open_quote", "3;a=\"b\r\nabc\r\n0\r\n\r\n", "3;a=\"b\"\r\nabc\r\n0\r\n\r\n"},
    {"extension_with_line_feed", "3;a\nabc\r\n0\r\n\r\n", "3;a\r\nabc\r\n0\r\n\r\n"},
    {"extension_with_text_after_quote", "3;a=\"b\"c\r\nabc\r\n0\r\n\r\n",
     "3;a=\"b\";c\r\nabc\r\n0\r\n\r\n"},
    {"extension_of_257_bytes", "3;" + std::string(256, 'a') + "\r\nabc\r\n0\r\n\r\n",
     "3;" + std::string(255, 'a') + "\r\nabc\r\n0\r\n\r\n"},
};

class ChunkedCases : public testing::TestWithParam<Case> {};

TEST_P(ChunkedCases, are_refused) {
    EXPECT_TRUE(decode({GetParam().bytes}).refused);
}
TEST_P(ChunkedCases, have_an_accepted_neighbour) {
    EXPECT_TRUE(decode({GetParam().neighbour}).done);
}

INSTANTIATE_TEST_SUITE_P(Chunks, ChunkedCases, testing::ValuesIn(cases),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Chunked, refuses_sizes_whose_sum_overflows) {
    ChunkedDecoder decoder;
    ASSERT_TRUE(decoder.decode("7fffffffffffffff\r\n"));
    EXPECT_EQ(decoder.announced_bytes(), 0x7fffffffffffffffU);
}

TEST(Chunked, refuses_a_flood_of_extensions) {
    std::string bytes;
    for (int i = 0; i < 200; ++i) bytes += "1;" + std::string(200, 'a') + "\r\nx\r\n";
    EXPECT_TRUE(decode({bytes}).refused);
}

TEST(Chunked, announces_a_size_before_its_data_comes) {
    ChunkedDecoder decoder;
    ASSERT_TRUE(decoder.decode("a00000\r\n"));
    EXPECT_EQ(decoder.announced_bytes(), 0xa00000U);
}

}  // namespace
}  // namespace tillwatch::http
