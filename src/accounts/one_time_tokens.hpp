// Links and tickets: 256 random bits that are good once, for one purpose and a while. Only their
// hash is kept. All of it happens in the caller's transaction, so that of two who come with one at
// once one succeeds. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "db/database.hpp"

namespace tillwatch::accounts {

struct TokenPurpose {
    std::string_view name;
    std::int64_t valid_ms;
};
inline constexpr TokenPurpose reset_token{"reset", std::int64_t{30} * 60'000};
inline constexpr TokenPurpose undo_token{"undo", std::int64_t{72} * 3'600'000};
inline constexpr TokenPurpose totp_ticket{"totp", std::int64_t{5} * 60'000};

class OneTimeTokens {
  public:
    struct Redeemed {
        UserId user_id;
        std::string detail;
        Instant expires_at;
    };

    OneTimeTokens(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

    Secret issue(db::Transaction& transaction, const TokenPurpose& purpose, UserId user_id,
                 std::string_view detail = "");
    /// None for what is none, of another purpose, used or too late; the token stays good.
    std::optional<Redeemed> find(db::Transaction& transaction, const TokenPurpose& purpose,
                                 const Secret& token) const;
    /// As find, and the token is good no more.
    std::optional<Redeemed> redeem(db::Transaction& transaction, const TokenPurpose& purpose,
                                   const Secret& token) const;
    /// Those that were given to a person.
    static void revoke(db::Transaction& transaction, const TokenPurpose& purpose, UserId user_id);
    /// Those that the same person was given for the purpose since.
    static void revoke_later(db::Transaction& transaction, const TokenPurpose& purpose,
                             const Redeemed& than);

  private:
    const Clock& clock_;
    Random& random_;
};

}  // namespace tillwatch::accounts
