#include "http/gate.hpp"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/target.hpp"

namespace tillwatch::http {
namespace {

constexpr int accepted = 0;

/// The status that a head gets at the gate, as a server would feed it; `accepted` if none.
int status_of(std::string_view bytes) {
    HeadFinder finder;
    const auto length = finder.find(bytes);
    if (!length) return length.error().status;
    if (!*length) return -1;
    Head head;
    const auto parsed = parse_head(bytes.substr(finder.head_start(), **length), head);
    return parsed ? accepted : parsed.error().status;
}

std::string get(std::string_view fields) {
    return "GET /a HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

std::string post(std::string_view fields) {
    return "POST /a HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

std::string to(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

std::string at_host(std::string_view host) {
    return "GET /a HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n";
}

std::string with_nul(std::string text) {
    for (char& c : text) {
        if (c == '@') c = '\0';
    }
    return text;
}

struct Case {
    const char* name;
    std::string bytes;
    int status;
    std::string neighbour;  // as like as can be, and accepted
};

const Case cases[] = {
    // Two framings, or one that two readers could take for two.
    {"length_and_chunked", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400,
     post("Transfer-Encoding: chunked\r\n")},
    {"chunked_and_length", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"), 400,
     post("Content-Length: 3\r\n")},
    {"two_lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n"), 400,
     post("Content-Length: 3\r\nX-Length: 4\r\n")},
    {"two_equal_lengths", post("Content-Length: 3\r\ncontent-length: 3\r\n"), 400,
     post("content-length: 3\r\n")},
    {"list_of_lengths", post("Content-Length: 3, 3\r\n"), 400, post("Content-Length: 3\r\n")},
    {"signed_length", post("Content-Length: +3\r\n"), 400, post("Content-Length: 03\r\n")},
    {"negative_length", post("Content-Length: -3\r\n"), 400, post("Content-Length: 0\r\n")},
    {"hexadecimal_length", post("Content-Length: 0x3\r\n"), 400, post("Content-Length: 3 \r\n")},
    {"fractional_length", post("Content-Length: 3.0\r\n"), 400, post("Content-Length:3\r\n")},
    {"empty_length", post("Content-Length:\r\n"), 400, post("Content-Length:\t3\r\n")},
    {"inner_blank_length", post("Content-Length: 1 1\r\n"), 400, post("Content-Length: 11\r\n")},
    {"length_beyond_63_bits", post("Content-Length: 9223372036854775808\r\n"), 400,
     post("Content-Length: 9223372036854775807\r\n")},
    {"length_of_20_digits", post("Content-Length: 18446744073709551619\r\n"), 400,
     post("Content-Length: 0000000000000000003\r\n")},
    {"coding_gzip", post("Transfer-Encoding: gzip\r\n"), 400, post("TE: gzip\r\n")},
    {"coding_chunked_gzip", post("Transfer-Encoding: chunked, gzip\r\n"), 400,
     post("Transfer-Encoding: CHUNKED\r\n")},
    {"coding_gzip_chunked", post("Transfer-Encoding: gzip, chunked\r\n"), 400,
     post("Transfer-Encoding: chunked \r\n")},
    {"coding_xchunked", post("Transfer-Encoding: xchunked\r\n"), 400,
     post("Transfer-Encoding:chunked\r\n")},
    {"coding_identity", post("Transfer-Encoding: identity\r\n"), 400, post("")},
    {"coding_with_comma", post("Transfer-Encoding: chunked,\r\n"), 400,
     post("Transfer-Encoding: chunked\t\r\n")},
    {"coding_quoted", post("Transfer-Encoding: \"chunked\"\r\n"), 400,
     post("Transfer-Encoding: Chunked\r\n")},
    {"coding_vertical_tab",
     post("Transfer-Encoding: \x0b"
          "chunked\r\n"),
     400, post("Transfer-Encoding: \tchunked\r\n")},
    {"coding_empty", post("Transfer-Encoding:\r\n"), 400, post("X-Transfer-Encoding:\r\n")},
    {"coding_twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400,
     post("Transfer-Encoding: chunked\r\nTransfer_Encoding: chunked\r\n")},
    {"coding_in_1_0", "POST /a HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
     400, "POST /a HTTP/1.0\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n"},
    // Lines.
    {"folded_field", get("X-A: 1\r\n 2\r\n"), 400, get("X-A: 1\r\nX-B: 2\r\n")},
    {"folded_with_tab", get("X-A: 1\r\n\tTransfer-Encoding: chunked\r\n"), 400,
     get("X-A: 1\tTransfer-Encoding: chunked\r\n")},
    {"folded_first_field", "GET /a HTTP/1.1\r\n Host: localhost\r\n\r\n", 400,
     "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n"},
    {"blank_before_colon", get("X-A : 1\r\n"), 400, get("X-A: 1\r\n")},
    {"tab_before_colon", get("Content-Length\t: 1\r\n"), 400, get("Content-Length:\t1\r\n")},
    {"bare_line_feed", "GET /a HTTP/1.1\r\nHost: localhost\nX-A: 1\r\n\r\n", 400,
     "GET /a HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\n\r\n"},
    {"bare_line_feeds_only", "GET /a HTTP/1.1\nHost: localhost\n\n", 400, get("")},
    {"bare_carriage_return", get("X-A: 1\rX-B: 2\r\n"), 400, get("X-A: 1 X-B: 2\r\n")},
    {"carriage_return_twice", get("X-A: 1\r\r\n"), 400, get("X-A: 1\r\n")},
    {"carriage_return_starts_line", get("\rX-A: 1\r\n"), 400, get("X-A: 1\r\n")},
    {"nul_in_value", with_nul(get("X-A: 1@2\r\n")), 400, get("X-A: 1@2\r\n")},
    {"nul_in_name", with_nul(get("X@A: 1\r\n")), 400, get("X-A: 1\r\n")},
    {"bell_in_value", get("X-A: \x07\r\n"), 400, get("X-A: \x80\r\n")},
    {"delete_in_value", get("X-A: \x7f\r\n"), 400, get("X-A: ~\r\n")},
    {"empty_name", get(": 1\r\n"), 400, get("a: 1\r\n")},
    {"no_colon", get("X-A\r\n"), 400, get("X-A:\r\n")},
    {"bracket_in_name", get("X[A]: 1\r\n"), 400, get("X.A: [1]\r\n")},
    {"non_ascii_name", get("X-\xc3\xa4: 1\r\n"), 400, get("X-A: \xc3\xa4\r\n")},
    // The request line.
    {"two_empty_lines_first", "\r\n\r\n" + get(""), 400, "\r\n" + get("")},
    {"line_feed_first", "\n" + get(""), 400, get("")},
    {"blank_first", " " + get(""), 400, get("")},
    {"no_version", "GET /a\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"no_version_but_blank", "GET / \r\n\r\n", 400, get("")},
    {"two_blanks", "GET  /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"tab_for_blank", "GET\t/a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"two_blanks_before_version", "GET /a  HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"blank_after_version", "GET /a HTTP/1.1 \r\nHost: localhost\r\n\r\n", 400, get("")},
    {"lower_case_method", "get /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"mixed_case_method", "GeT /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"method_with_colon", "GET: /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"method_unknown", "BREW /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 501, get("")},
    {"method_trace", "TRACE /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 501, get("")},
    {"method_connect", "CONNECT a:1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 501, get("")},
    {"version_9_9", "GET /a HTTP/9.9\r\nHost: localhost\r\n\r\n", 505, get("")},
    {"version_1_2", "GET /a HTTP/1.2\r\nHost: localhost\r\n\r\n", 505, get("")},
    {"version_2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 501, get("")},
    {"version_lower_case", "GET /a http/1.1\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"version_of_two_digits", "GET /a HTTP/1.10\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"version_with_comma", "GET /a HTTP/1,1\r\nHost: localhost\r\n\r\n", 400, get("")},
    {"version_padded", "GET /a HTTP/01.1\r\nHost: localhost\r\n\r\n", 400,
     "GET /a HTTP/1.0\r\n\r\n"},
    // The target.
    {"absolute_form", to("http://localhost/a"), 400, to("/http:/localhost/a")},
    {"authority_form", to("localhost:80"), 400, to("/localhost:80")},
    {"asterisk_with_get", to("*"), 400, "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"},
    {"no_slash", to("a"), 400, to("/a")},
    {"non_ascii_path", to("/\xc3\xa4"), 400, to("/%c3%a4")},
    {"non_ascii_query", to("/?q=\xc3\xa4"), 400, to("/?q=%c3%a4")},
    {"encoded_nul", to("/a%00"), 400, to("/a%20")},
    {"encoded_nul_in_query", to("/a?q=%00"), 400, to("/a?q=%0a")},
    {"encoded_line_end", to("/a%0d%0aX:1"), 400, to("/a%20X:1")},
    {"half_encoding", to("/a%4"), 400, to("/a%41")},
    {"wrong_encoding", to("/a%4g"), 400, to("/a%4F")},
    {"lone_percent_in_query", to("/a?q=100%"), 400, to("/a?q=100%25")},
    {"parent_segment", to("/a/../b"), 400, to("/a/...b")},
    {"parent_segment_last", to("/a/.."), 400, to("/a/..a")},
    {"own_segment", to("/a/./b"), 400, to("/a/.b")},
    {"encoded_parent_segment", to("/a/%2e%2E/b"), 400, to("/a/%2e%2Ea/b")},
    {"half_encoded_parent_segment", to("/a/.%2e"), 400, to("/a/.%2d")},
    {"empty_segment", to("//a"), 400, to("/a/")},
    {"inner_empty_segment", to("/a//b"), 400, to("/a/b?c=//")},
    {"double_encoded", to("/a%252e"), 400, to("/a%2e")},
    {"encoded_slash", to("/a%2fb"), 400, to("/a?b=%2f")},
    {"encoded_backslash", to("/a%5cb"), 400, to("/a?b=%5c")},
    {"backslash", to("/a\\b"), 400, to("/a/b")},
    {"fragment", to("/a#b"), 400, to("/a?b")},
    {"quote_in_path", to("/a\"b"), 400, to("/a'b")},
    {"control_byte_in_target", to("/a\x01"), 400, to("/a1")},
    {"target_of_4097_bytes", to("/" + std::string(4096, 'a')), 414,
     to("/" + std::string(4095, 'a'))},
    {"query_of_5000_bytes", to("/?" + std::string(5000, 'a')), 414,
     to("/?" + std::string(4000, 'a'))},
    // Fields that must be there once.
    {"no_host", "GET /a HTTP/1.1\r\nX-Host: localhost\r\n\r\n", 400, "GET /a HTTP/1.0\r\n\r\n"},
    {"two_hosts", get("Host: localhost\r\n"), 400, get("X-Host: localhost\r\n")},
    {"two_hosts_in_1_0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400,
     "GET / HTTP/1.0\r\nHost: a\r\n\r\n"},
    {"empty_host", at_host(""), 400, at_host("a")},
    {"host_with_user", at_host("user@localhost"), 400, at_host("user.localhost")},
    {"host_with_path", at_host("localhost/a"), 400, at_host("localhost")},
    {"host_with_blank", at_host("local host"), 400, at_host("local-host")},
    {"host_list", at_host("a, b"), 400, at_host("a")},
    {"host_port_too_great", at_host("localhost:65536"), 400, at_host("localhost:65535")},
    {"host_port_no_number", at_host("localhost:http"), 400, at_host("localhost:80")},
    {"host_without_port_after_colon", at_host("localhost:"), 400, at_host("localhost")},
    {"host_of_two_ports", at_host("localhost:80:80"), 400, at_host("[::1]:80")},
    {"host_brackets_open", at_host("[::1"), 400, at_host("[::1]")},
    {"host_brackets_then_text", at_host("[::1]a"), 400, at_host("[::1]:1")},
    {"two_authorizations", get("Authorization: a\r\nAuthorization: b\r\n"), 400,
     get("Authorization: a\r\n")},
    {"two_content_types", post("Content-Type: a\r\nContent-type: a\r\n"), 400,
     post("Content-Type: a\r\n")},
    {"two_cookies", get("Cookie: a=b\r\nCookie: a=c\r\n"), 400, get("Cookie: a=b; a=c\r\n")},
    {"two_origins", get("Origin: a\r\nOrigin: b\r\n"), 400, get("Origin: a\r\nAge: b\r\n")},
    // Limits and meanings.
    {"gzip_body", post("Content-Encoding: gzip\r\n"), 415, post("Content-Encoding: identity\r\n")},
    {"expectation_unknown", post("Expect: a\r\n"), 417, post("Expect: 100-Continue\r\n")},
    {"field_flood", get([] {
         std::string fields;
         for (int i = 0; i < 100; ++i) fields += "a: b\r\n";
         return fields;
     }()),
     431, get([] {
         std::string fields;
         for (int i = 0; i < 99; ++i) fields += "a: b\r\n";
         return fields;
     }())},
    {"long_field", get("a: " + std::string(head_bytes_max, 'b') + "\r\n"), 431,
     get("a: " + std::string(head_bytes_max - 42, 'b') + "\r\n")},
};

class Gate : public testing::TestWithParam<Case> {};

TEST_P(Gate, refuses) {
    EXPECT_EQ(status_of(GetParam().bytes), GetParam().status);
}
TEST_P(Gate, accepts_the_neighbour) {
    EXPECT_EQ(status_of(GetParam().neighbour), accepted);
}

INSTANTIATE_TEST_SUITE_P(Head, Gate, testing::ValuesIn(cases),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(GateHead, says_what_the_bytes_say) {
    const std::string bytes =
        "PATCH /a/b?c=d&e HTTP/1.1\r\nhoSt:\tExample.com:8080 \r\nempty:\r\nX-Shopify-Topic: a\r\n"
        "x-shopify-topic: b\r\nContent-Length: 42\r\nExpect: 100-continue\r\n\r\n";
    Head head;
    ASSERT_TRUE(parse_head(bytes, head));
    EXPECT_EQ(head.method, Method::patch);
    EXPECT_EQ(head.path, "/a/b");
    EXPECT_EQ(head.query, "c=d&e");
    EXPECT_EQ(head.host, "Example.com");
    EXPECT_EQ(head.framing, Framing::length);
    EXPECT_EQ(head.content_length, 42U);
    EXPECT_TRUE(head.expect_continue);
    EXPECT_TRUE(head.keep_alive);
    EXPECT_EQ(head.field("empty"), "");
    EXPECT_EQ(head.field("x-shopify-topic"), "a");
    EXPECT_EQ(head.count("x-shopify-topic"), 2U);
    EXPECT_EQ(head.field("absent"), std::nullopt);
}

TEST(GateHead, keeps_a_connection_alive_as_each_version_has_it) {
    const auto keeps = [](std::string_view bytes) {
        Head head;
        EXPECT_TRUE(parse_head(bytes, head));
        return head.keep_alive;
    };
    EXPECT_TRUE(keeps(get("")));
    EXPECT_FALSE(keeps(get("Connection: close\r\n")));
    EXPECT_FALSE(keeps(get("Connection: keep-alive, Close\r\n")));
    EXPECT_FALSE(keeps(get("Connection: upgrade\r\nConnection: close\r\n")));
    EXPECT_TRUE(keeps(get("Connection: closed\r\n")));
    EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"));
}

TEST(GateHead, expects_nothing_where_no_body_comes) {
    Head head;
    ASSERT_TRUE(parse_head(get("Expect: 100-continue\r\n"), head));
    EXPECT_FALSE(head.expect_continue);
}

TEST(GateFinder, refuses_a_long_target_before_its_line_ends) {
    HeadFinder finder;
    const auto found = finder.find("GET /" + std::string(5000, 'a'));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().status, 414);
}

TEST(GateFinder, refuses_a_bare_line_feed_before_the_head_ends) {
    HeadFinder finder;
    EXPECT_FALSE(finder.find("GET / HTTP/1.1\n"));
}

TEST(GateFinder, refuses_a_long_target_the_same_when_its_line_is_there_whole) {
    HeadFinder finder;
    const auto found = finder.find("GET /" + std::string(5000, 'a') + " HTTP/1.1\n");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().status, 414);
}

TEST(GateFinder, waits_for_the_rest_of_a_head) {
    const std::string whole = get("");
    for (std::size_t length = 0; length < whole.size(); ++length) {
        HeadFinder finder;
        const auto found = finder.find(std::string_view(whole).substr(0, length));
        ASSERT_TRUE(found) << length;
        EXPECT_FALSE(*found) << length;
    }
}

TEST(GateFinder, leaves_what_follows_the_head) {
    HeadFinder finder;
    const std::string whole = get("");
    EXPECT_EQ(finder.find(whole + "GET /"), whole.size());
}

RC_GTEST_PROP(GateFinder, finds_the_same_end_however_the_bytes_are_split, ()) {
    const auto which = *rc::gen::inRange<std::size_t>(0, std::size(cases));
    const std::string bytes = *rc::gen::element(cases[which].bytes, cases[which].neighbour);
    HeadFinder at_once;
    const auto expected = at_once.find(bytes);

    HeadFinder finder;
    std::expected<std::optional<std::size_t>, Refusal> found = std::nullopt;
    std::size_t length = 0;
    while (found && !*found && length < bytes.size()) {
        length = std::min(bytes.size(), length + *rc::gen::inRange<std::size_t>(1, 400));
        found = finder.find(std::string_view(bytes).substr(0, length));
    }
    RC_ASSERT(found.has_value() == expected.has_value());
    if (found) RC_ASSERT(*found == *expected);
    if (!found) RC_ASSERT(found.error().status == expected.error().status);
}

RC_GTEST_PROP(GateHead, changes_of_one_byte_never_move_the_framing_unseen, ()) {
    // One byte of a sound head is replaced: either it is refused, or its framing fields still say
    // what the bytes say.
    std::string bytes = post("Content-Length: 3\r\nX-A: b\r\n");
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
    Head head;
    if (!parse_head(bytes, head)) return;
    const bool named = head.count("content-length") == 1;
    RC_ASSERT((head.framing == Framing::length) == (named && head.content_length > 0));
    RC_ASSERT(head.field_count == 3U);
}

TEST(AllowedHosts, know_the_loopback_names_and_what_they_were_given) {
    const AllowedHosts hosts({"Shop.example"});
    for (const auto* host :
         {"localhost", "LOCALHOST", "127.0.0.1", "[::1]", "shop.example", "shop.example."}) {
        EXPECT_TRUE(hosts.contains(host)) << host;
    }
    for (const auto* host :
         {"", "example", "evil.shop.example", "shop.example.evil", "127.0.0.2"}) {
        EXPECT_FALSE(hosts.contains(host)) << host;
    }
}

TEST(Percent, decodes_what_the_gate_let_through) {
    EXPECT_EQ(percent_decode("a%20b+c", false), "a b+c");
    EXPECT_EQ(percent_decode("a%20b+c%2B", true), "a b c+");
}

}  // namespace
}  // namespace tillwatch::http
