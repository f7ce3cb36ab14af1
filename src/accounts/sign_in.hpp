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

namespace tillwatch::accounts {

struct SignedIn {
    Grant grant;
    Profile profile;
};

/// The password was right; the ticket and a code are the rest.
struct SecondFactorNeeded {
    Secret ticket;
};

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

    /// Who is signed in says who they are once more, before something that matters. Failure:
    /// forbidden, or TryAgain.
    void confirm(UserId user_id, const Secret& password, const Device& device);

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
    Attempt count_password(const std::string& whose, const std::string& email);
    std::string counted_as(const std::string& email, const Device& device) const;
    void tell_reset_needed(std::optional<UserId> user_id, const Device& device);

    const Environment& environment_;
    Sessions& sessions_;
    const SecondFactors& second_factors_;
    OneTimeTokens& tokens_;
    Attempts attempts_;
};

/// Into the audit log: what somebody did with their own account.
void record(db::Transaction& transaction, std::string_view action, UserId user_id,
            const std::string& address, Instant now);

}  // namespace tillwatch::accounts
