// Access tokens: what a signed-in browser shows with each request for ten minutes. JSON Web Tokens
// (RFC 7519, RFC 9068) of one form only: HS256 under a key derived from the instance's secret, the
// header byte for byte ours, each claim there once. Whether the session still lives is asked
// elsewhere (sessions.hpp). Immutable: safe in all threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/accounts.hpp"
#include "base/instant.hpp"
#include "base/secret.hpp"
#include "crypto/digest.hpp"
#include "crypto/sealer.hpp"

namespace tillwatch::accounts {

inline constexpr std::int64_t access_token_seconds = 600;
inline constexpr std::int64_t clock_leeway_seconds = 60;  // of other nodes; for `nbf` alone
inline constexpr std::size_t access_token_bytes_max = 1'024;

struct AccessClaims {
    UserId user_id;
    SessionId session_id;
    auto operator<=>(const AccessClaims&) const = default;
};

class AccessTokens {
  public:
    /// `issuer`: the public URL; a token of another one is refused.
    AccessTokens(const crypto::Sealer& sealer, std::string issuer);

    /// `token_id` is unique to the token.
    Secret issue(const AccessClaims& claims, std::int64_t token_id, Instant now) const;
    /// None for whatever is not a token of ours, whole and in its time.
    std::optional<AccessClaims> verify(std::string_view token, Instant now) const;

  private:
    std::string sign(std::string_view signed_part) const;

    crypto::HmacKey key_;
    std::string issuer_;
};

}  // namespace tillwatch::accounts
