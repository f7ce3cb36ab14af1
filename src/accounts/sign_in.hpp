// Signing in: the password, and the second factor where an account has one. Whether or not an
// address has an account, the work and the answer are the same. Guessing is slowed down by the
// account (attempts.hpp); an address from which it is signed in is counted by itself and without an
// end, so that who guesses elsewhere does not keep its owner out. Where too many failed the owner
// gets a mail, and what is right is refused like what is wrong. Thread-safe; hashes a password, so
// on threads that may take their time.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "accounts/attempts.hpp"
#include "accounts/environment.hpp"
#include "accounts/one_time_tokens.hpp"
#include "accounts/profile.hpp"
#include "accounts/second_factors.hpp"
#include "accounts/sessions.hpp"
#include "base/rate_limit.hpp"

namespace tillwatch::accounts {

struct SignedIn {
    Grant grant;
    Profile profile;
};

/// The password was right; the ticket and a code are the rest.
struct SecondFactorNeeded {
    Secret ticket;
};

inline constexpr unsigned hashes_burst = 120;  // of one account; then one a second

class SignIn {
  public:
    SignIn(const Environment& environment, Sessions& sessions, const SecondFactors& second_factors,
           OneTimeTokens& tokens)
        : environment_(environment),
          sessions_(sessions),
          second_factors_(second_factors),
          tokens_(tokens),
          attempts_(environment.database, environment.clock) {}

    /// Failure: unauthenticated, or TryAgain. `email` as parse_email gives it.
    std::variant<SignedIn, SecondFactorNeeded> by_password(const std::string& email,
                                                           const Secret& password,
                                                           const Device& device);
    SignedIn by_ticket(const Secret& ticket, std::string_view code, const Device& device);
    /// None unless the refresh token is good.
    std::optional<SignedIn> by_refresh(const Secret& refresh_token, const Device& device);

    /// Who is signed in says who they are once more, before something that matters. The hash of the
    /// password that was right. Failure: forbidden, or TryAgain.
    std::string confirm(UserId user_id, const Secret& password, const Device& device);

    /// Failure unauthenticated where the caller's session has ended since it was asked about, as
    /// while a password was hashed; in the transaction of what matters.
    void ensure_lives(db::Transaction& transaction, const Caller& caller) const;

    /// The session of an access token ends; false where it is none of a living session.
    bool sign_out_by_access_token(std::string_view access_token, const Device& device);
    /// The session of a refresh token ends, if there is one.
    void sign_out(const Secret& refresh_token, const Device& device);
    /// Failure not_found where the person has no such session.
    void end_session(UserId user_id, SessionId session_id, const Device& device);
    void end_sessions(UserId user_id, const Device& device);

    /// A session for who has just proven to be that person, in the caller's transaction.
    SignedIn begin(db::Transaction& transaction, UserId user_id, const Device& device);

  private:
    /// TryAgain where somebody has had so many passwords hashed of late, right ones too, that
    /// nobody would be left to hash those of others.
    void count_hash(const std::string& whose);
    Attempt count_password(const std::string& whose, const std::string& email);
    std::string counted_as(const std::string& email, const Device& device) const;
    /// Also of an address that has no account, which leaves nothing: the time should not tell.
    void tell_failed(std::optional<UserId> user_id, std::string_view by, const Device& device);
    void tell_reset_needed(std::optional<UserId> user_id, const Device& device);

    const Environment& environment_;
    Sessions& sessions_;
    const SecondFactors& second_factors_;
    OneTimeTokens& tokens_;
    Attempts attempts_;
    RateLimit<std::string> hashes_{1, hashes_burst};
};

/// Into the audit log: what somebody did with their own account.
void record(db::Transaction& transaction, std::string_view action, UserId user_id,
            const std::string& address, Instant now);

}  // namespace tillwatch::accounts
