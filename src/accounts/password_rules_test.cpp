#include "accounts/password_rules.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace tillwatch::accounts {
namespace {

bool takes(std::string password, const std::vector<std::string>& context = {}) {
    return check_password(Secret(std::move(password)), context).has_value();
}

TEST(PasswordRules, take_12_to_128_characters_of_any_kind) {
    EXPECT_FALSE(takes("qmvtzrkwpxy"));
    EXPECT_TRUE(takes("qmvtzrkwpxyh"));
    std::string longest;
    for (int i = 0; i < 64; ++i) longest += "q\xc3\xa9";
    EXPECT_TRUE(takes(longest));
    EXPECT_FALSE(takes(longest + "q"));
    EXPECT_TRUE(takes("               \xf0\x9f\x98\x80"));
}

TEST(PasswordRules, know_three_thousand_common_ones_and_refuse_each) {
    const auto common = common_passwords();
    EXPECT_GE(common.size(), 3'000U);
    EXPECT_TRUE(std::ranges::is_sorted(common));
    for (const auto password : common) {
        EXPECT_GE(password.size(), 12U);
        EXPECT_FALSE(takes(std::string(password))) << password;
    }
    for (const auto* known : {"password1234", "Password1234", "QWERTYUIOPAS", "xxxxxxxxxxxx",
                              "administrator", "iloveyou2024", "1qaz2wsx3edc", "Unbelievable",
                              "christopher1", "1234567891011", "zaq12wsxcde3"})
        EXPECT_FALSE(takes(known)) << known;
    EXPECT_TRUE(takes("password1234 of mine"));
}

TEST(PasswordRules, refuse_what_leaked_most_often) {
    for (const auto* leaked :
         {"jesuslovesme", "hawkesbury93", "googletester", "lydcc20091314", "dfg5fhg5vgfh1",
          "0r968ji9ufj6", "123admin321a", "1234567891234567", "stratocaster", "avrillavigne",
          "modernwarfare2", "lets you update your funnotes and more!", "JesusLovesMe",
          "DFG5FHG5VGFH1"})
        EXPECT_FALSE(takes(leaked)) << leaked;
    EXPECT_TRUE(takes("avrillavigne at six"));
}

TEST(PasswordRules, refuse_what_is_little_more_than_the_owners_words) {
    const std::vector<std::string> ann{"ann.archer@example.com", "Ann Archer", "Pots & Pans"};
    for (const auto* wrong :
         {"archer123456", "Archer-Example", "tillwatch2026", "TILLWATCHtill", "example archer",
          "ann.archer@example.com", "pots & pans 12", "tillwatchtillwatchtillwatch"})
        EXPECT_FALSE(takes(wrong, ann)) << wrong;
    EXPECT_FALSE(takes("bo@example.com", {"bo@example.com"}));
    EXPECT_TRUE(takes("archer shoots straight", ann));
    EXPECT_TRUE(takes("archer123456"));
}

}  // namespace
}  // namespace tillwatch::accounts
