#include "mail/letter.hpp"

#include <gmock/gmock.h>

#include "base/result.hpp"

namespace tillwatch::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

Message made(const Letter& letter) {
    return letter.to("ann@example.com", "test", Instant{1});
}

TEST(Letter, says_the_same_in_text_and_in_html) {
    Letter letter("Your code");
    letter.paragraph("The code is").code("314159").link("Sign in", "https://till.example/in#t=1");
    const auto message = made(letter);
    for (const auto& body : {message.text, message.html}) {
        EXPECT_THAT(body, HasSubstr("The code is"));
        EXPECT_THAT(body, HasSubstr("314159"));
        EXPECT_THAT(body, HasSubstr("https://till.example/in#t=1"));
    }
    EXPECT_EQ(message.subject, "Your code");
    EXPECT_EQ(message.to, "ann@example.com");
}

TEST(Letter, shows_what_looks_like_html_and_does_not_obey_it) {
    Letter letter("x");
    letter.paragraph("<img src=x onerror=alert(1)> & \"Bo\" 'o'");
    const auto message = made(letter);
    EXPECT_THAT(message.html, Not(HasSubstr("<img")));
    EXPECT_THAT(message.html,
                HasSubstr("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Bo&quot; &#39;o&#39;"));
    EXPECT_THAT(message.text, HasSubstr("<img src=x"));
}

TEST(Letter, has_no_control_character_in_its_subject) {
    EXPECT_EQ(made(Letter("Shop\r\nBcc: all@example.com")).subject, "Shop  Bcc: all@example.com");
}

TEST(Letter, has_a_greatest_length) {
    made(Letter(std::string(subject_bytes_max, 'x')));
    EXPECT_THROW(made(Letter(std::string(subject_bytes_max + 1, 'x'))), Failure);
    Letter letter("x");
    letter.paragraph(std::string(body_bytes_max, 'x'));
    EXPECT_THROW(made(letter), Failure);
}

}  // namespace
}  // namespace tillwatch::mail
