#include "mail/mime.hpp"

#include <gmock/gmock.h>

#include "base/encoding.hpp"

namespace tillwatch::mail {
namespace {

using testing::HasSubstr;

const Mailbox from{"Tillwatch", "no-reply@till.example"};

std::string wire(Message message) {
    message.to = "ann@example.com";
    return wire_text(message, from, "id1", Instant{1'790'000'000'000});
}

TEST(Mime, has_the_headers_that_a_mail_needs) {
    const auto text = wire({.subject = "Hello"});
    EXPECT_THAT(text, HasSubstr("Date: Mon, 21 Sep 2026 14:13:20 +0000\r\n"));
    EXPECT_THAT(text, HasSubstr("From: \"Tillwatch\" <no-reply@till.example>\r\n"));
    EXPECT_THAT(text, HasSubstr("To: ann@example.com\r\n"));
    EXPECT_THAT(text, HasSubstr("Message-ID: <id1@till.example>\r\n"));
    EXPECT_THAT(text, HasSubstr("Subject: Hello\r\n"));
}

TEST(Mime, encodes_a_subject_of_other_letters_in_whole_characters) {
    std::string subject;
    for (int i = 0; i < 40; ++i) subject += "\xe2\x82\xac";  // a sign of three bytes
    const auto text = wire({.subject = subject});
    std::string read;
    for (auto at = text.find("=?UTF-8?B?"); at != std::string::npos;
         at = text.find("=?UTF-8?B?", at + 1)) {
        const auto piece = text.substr(at + 10, text.find("?=", at) - at - 10);
        const auto bytes = parse_base64(piece);
        ASSERT_TRUE(bytes);
        EXPECT_EQ(bytes->size() % 3, 0U);
        EXPECT_LE(piece.size() + 12, 75U);
        read += text_of(*bytes);
    }
    EXPECT_EQ(read, subject);
}

TEST(Mime, keeps_every_line_of_a_body_short_and_meaningless) {
    const auto text = wire({.subject = "x", .text = ".\r\nQUIT\r\n" + std::string(1000, 'y')});
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find("\r\n", at);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - at, 78U);
        EXPECT_NE(text.substr(at, end - at), ".");
        at = end + 2;
    }
}

TEST(MimeDeathTest, stops_rather_than_let_a_header_be_forged) {
    EXPECT_DEATH(wire({.subject = "x\r\nBcc: all@example.com"}), "");
}

}  // namespace
}  // namespace tillwatch::mail
