#include "accounts/access_token.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/encoding.hpp"

namespace tillwatch::accounts {
namespace {

constexpr auto issuer = "https://tillwatch.example";
constexpr auto our_header = R"({"alg":"HS256","typ":"at+jwt"})";
constexpr std::int64_t now_s = 1'790'000'000;
constexpr Instant now{now_s * 1'000};

const crypto::Sealer sealer(Secret(std::string(crypto::master_key_bytes, 'k')));

class AccessToken : public testing::Test {
  protected:
    AccessTokens tokens_{sealer, issuer};
    const AccessClaims claims_{{11}, {22}};

    /// Signed with our own key, whatever it says.
    static std::string forge(std::string_view header, std::string_view payload) {
        const auto part = base64url(bytes_of(header)) + '.' + base64url(bytes_of(payload));
        const auto key = sealer.token("key", "access tokens");
        return part + '.' + base64url(crypto::hmac_sha256(key, bytes_of(part)));
    }

    /// The claims of a good token, with one replaced.
    static std::string payload(std::string_view replaced = "", std::string_view value = "") {
        std::string text;
        for (const auto& [name, good] : std::vector<std::pair<std::string, std::string>>{
                 {"iss", fmt::format("\"{}\"", issuer)},
                 {"aud", "\"tillwatch-api\""},
                 {"sub", fmt::format("\"{}\"", opaque_text(11))},
                 {"sid", fmt::format("\"{}\"", opaque_text(22))},
                 {"iat", std::to_string(now_s)},
                 {"nbf", std::to_string(now_s)},
                 {"exp", std::to_string(now_s + 600)},
                 {"jti", "\"one\""}}) {
            const auto shown = name == replaced ? std::string(value) : good;
            if (!shown.empty())
                text += fmt::format("{}\"{}\":{}", text.empty() ? "" : ",", name, shown);
        }
        return "{" + text + "}";
    }
};

TEST_F(AccessToken, tells_whose_it_is_for_ten_minutes) {
    const auto token = tokens_.issue(claims_, 33, now);
    EXPECT_EQ(tokens_.verify(token.reveal(), now), claims_);
    EXPECT_EQ(tokens_.verify(token.reveal(), {now.ms + 599'999}), claims_);
    EXPECT_FALSE(tokens_.verify(token.reveal(), {now.ms + 600'000}));
}

TEST_F(AccessToken, is_one_of_ours_in_each_bit) {
    const std::string token(tokens_.issue(claims_, 33, now).reveal());
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto other = token;
        other[i] = other[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(tokens_.verify(other, now)) << i;
    }
    for (const auto* none : {"", ".", "..", "...", "a.b.c"})
        EXPECT_FALSE(tokens_.verify(none, now));
    EXPECT_FALSE(tokens_.verify(token + "=", now));
    EXPECT_FALSE(tokens_.verify(token.substr(0, token.rfind('.') + 1), now));
}

TEST_F(AccessToken, has_our_header_and_no_other) {
    ASSERT_EQ(tokens_.verify(forge(our_header, payload()), now), claims_);
    for (const auto* header :
         {R"({"alg":"none","typ":"at+jwt"})", R"({"alg":"HS256","typ":"JWT"})",
          R"({"alg":"HS512","typ":"at+jwt"})", R"({"typ":"at+jwt","alg":"HS256"})",
          R"({"alg":"HS256","typ":"at+jwt","kid":"1"})",
          R"({"alg":"HS256","typ":"at+jwt","jku":"https://evil.example"})"})
        EXPECT_FALSE(tokens_.verify(forge(header, payload()), now)) << header;
    const auto part =
        base64url(bytes_of(R"({"alg":"none"})")) + '.' + base64url(bytes_of(payload()));
    EXPECT_FALSE(tokens_.verify(part + '.', now));
}

TEST_F(AccessToken, has_each_claim_once_and_right) {
    const std::pair<const char*, const char*> wrong[] = {
        {"iss", "\"https://evil.example\""},
        {"iss", ""},
        {"aud", "\"another\""},
        {"aud", "[\"tillwatch-api\"]"},
        {"aud", ""},
        {"sub", "\"11\""},
        {"sub", ""},
        {"sid", "null"},
        {"sid", ""},
        {"exp", "1789999939"},
        {"exp", "\"1790000600\""},
        {"exp", ""},
        {"nbf", "1790000061"},
        {"nbf", ""},
        {"jti", ""},
        {"jti", "\"one\",\"jti\":\"two\""},
        {"exp", "1790000600,\"exp\":1790000601"},
        {"sub", "\"0000000000001\",\"sub\":\"0000000000002\""},
        {"jti", "\"one\",\"admin\":true"},
    };
    for (const auto& [name, value] : wrong)
        EXPECT_FALSE(tokens_.verify(forge(our_header, payload(name, value)), now))
            << name << ' ' << value;
    EXPECT_TRUE(tokens_.verify(forge(our_header, payload("nbf", "1790000060")), now));
    EXPECT_FALSE(tokens_.verify(forge(our_header, "[]"), now));
    EXPECT_FALSE(tokens_.verify(forge(our_header, ""), now));
}

TEST_F(AccessToken, of_another_instance_is_none) {
    const crypto::Sealer other(Secret(std::string(crypto::master_key_bytes, 'j')));
    const auto theirs = AccessTokens(other, issuer).issue(claims_, 33, now);
    EXPECT_FALSE(tokens_.verify(theirs.reveal(), now));
    const auto elsewhere = AccessTokens(sealer, "https://two.example").issue(claims_, 33, now);
    EXPECT_FALSE(tokens_.verify(elsewhere.reveal(), now));
}

}  // namespace
}  // namespace tillwatch::accounts
