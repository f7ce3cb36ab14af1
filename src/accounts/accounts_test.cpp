#include "accounts/accounts.hpp"

#include <gmock/gmock.h>

namespace tillwatch::accounts {
namespace {

TEST(ParseEmail, takes_addresses_in_lower_case) {
    for (const auto& [text, address] : std::initializer_list<std::pair<const char*, const char*>>{
             {"Ann@Example.COM", "ann@example.com"},
             {"ann.lee+till%x@shop-1.example.co.uk", "ann.lee+till%x@shop-1.example.co.uk"},
             {"root@localhost", "root@localhost"},
             {"o'hara_{x}@xn--exmple-cua.com", "o'hara_{x}@xn--exmple-cua.com"},
             {"\u00e9mile@ex\u00e4mple.com", "\u00e9mile@ex\u00e4mple.com"}})
        EXPECT_EQ(value_or_throw(parse_email(text)), address);
    const auto longest = std::string(64, 'a') + "@" + std::string(63, 'b') + ".com";
    EXPECT_TRUE(parse_email(longest));
    EXPECT_FALSE(parse_email("a" + longest));
    EXPECT_FALSE(parse_email(std::string(64, 'a') + "@" + std::string(64, 'b') + ".com"));
}

TEST(ParseEmail, refuses_what_is_none_and_what_looks_like_another) {
    for (const auto* text : {"",
                             "ann",
                             "@",
                             "ann@",
                             "@example.com",
                             "a@b@example.com",
                             "ann lee@example.com",
                             ".ann@example.com",
                             "ann.@example.com",
                             "a..b@example.com",
                             "ann@.example.com",
                             "ann@example.com.",
                             "ann@example..com",
                             "ann@-example.com",
                             "ann@example-.com",
                             "ann@exa_mple.com",
                             "ann@b%0d%0aBcc:",
                             "ann@example.com\r\nBcc: x@y.example",
                             "<ann@example.com>",
                             "ann@[127.0.0.1]",
                             "\"ann\"@example.com",
                             "ann\u202e@example.com",
                             "ann@example.com\u200b",
                             "a\u00adnn@example.com",
                             "ann@exam\ufeffple.com",
                             "ann\u200d@example.com",
                             "ann@example.com, bo@example.com"})
        EXPECT_FALSE(parse_email(text)) << text;
}

}  // namespace
}  // namespace tillwatch::accounts
