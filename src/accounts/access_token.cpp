#include "accounts/access_token.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

namespace tillwatch::accounts {
namespace {

constexpr std::string_view header = R"({"alg":"HS256","typ":"at+jwt"})";
constexpr std::string_view audience = "tillwatch-api";
constexpr std::array<std::string_view, 8> claim_names{"iss", "aud", "sub", "sid",
                                                      "iat", "nbf", "exp", "jti"};

const std::string& encoded_header() {
    static const std::string encoded = base64url(bytes_of(header));
    return encoded;
}

/// Each of our claims once, and no other.
bool has_our_claims(const json::Value& claims) {
    std::array<bool, claim_names.size()> seen{};
    bool known = claims.is_object();
    claims.each_member([&](std::string_view name, const json::Value&) {
        const auto at = std::ranges::find(claim_names, name) - claim_names.begin();
        const auto index = static_cast<std::size_t>(at);
        known = known && index < seen.size() && !std::exchange(seen[index], true);
    });
    return known && std::ranges::all_of(seen, std::identity{});
}

std::string_view text_claim(const json::Value& claims, std::string_view name) {
    return claims.find(name)->text().value_or("");
}

bool is_in_time(const json::Value& claims, Instant now) {
    const auto seconds = now.ms / 1'000;
    const auto not_before = claims.find("nbf")->integer();
    const auto expires = claims.find("exp")->integer();
    return not_before && expires && *not_before <= seconds + clock_leeway_seconds &&
           seconds < *expires;
}

}  // namespace

AccessTokens::AccessTokens(const crypto::Sealer& sealer, std::string issuer)
    : key_(sealer.token("key", "access tokens")), issuer_(std::move(issuer)) {}

std::string AccessTokens::sign(std::string_view signed_part) const {
    return base64url(key_.sign(bytes_of(signed_part)));
}

Secret AccessTokens::issue(const AccessClaims& claims, std::int64_t token_id, Instant now) const {
    const auto seconds = now.ms / 1'000;
    json::Writer out;
    out.begin_object().member("iss", issuer_).member("aud", audience);
    out.member("sub", opaque_text(claims.user_id)).member("sid", opaque_text(claims.session_id));
    out.member("iat", seconds).member("nbf", seconds).member("exp", seconds + access_token_seconds);
    out.member("jti", opaque_text(token_id)).end_object();
    std::string token = encoded_header() + '.' + base64url(bytes_of(out.text()));
    token += '.' + sign(token);
    return Secret(std::move(token));
}

std::optional<AccessClaims> AccessTokens::verify(std::string_view token, Instant now) const {
    const auto dot = token.rfind('.');
    if (token.size() > access_token_bytes_max || dot == std::string_view::npos) return std::nullopt;
    const auto signed_part = token.substr(0, dot);
    if (!signed_part.starts_with(encoded_header()) ||
        !crypto::constant_time_equal(bytes_of(sign(signed_part)), bytes_of(token.substr(dot + 1))))
        return std::nullopt;
    const auto payload = parse_base64url(
        signed_part.substr(std::min(encoded_header().size() + 1, signed_part.size())));
    if (!payload || payload->empty()) return std::nullopt;
    json::Parser parser;
    const auto claims = parser.parse(text_of(*payload));
    if (!claims || !has_our_claims(*claims) || text_claim(*claims, "iss") != issuer_ ||
        text_claim(*claims, "aud") != audience || !is_in_time(*claims, now))
        return std::nullopt;
    const auto user_id = parse_opaque(text_claim(*claims, "sub"));
    const auto session_id = parse_opaque(text_claim(*claims, "sid"));
    if (!user_id || !session_id) return std::nullopt;
    return AccessClaims{{*user_id}, {*session_id}};
}

}  // namespace tillwatch::accounts
