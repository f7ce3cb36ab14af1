// Setting another password: by a mailed link for who has forgotten it, or by the old one. Either
// way other devices are signed out and a mail says so. A link signs nobody in, so a second factor
// is still asked for. Thread-safe; hashes a password, so on threads that may take their time.
#pragma once

#include <string>

#include "accounts/environment.hpp"
#include "accounts/one_time_tokens.hpp"
#include "accounts/sign_in.hpp"

namespace tillwatch::accounts {

class Passwords {
  public:
    Passwords(const Environment& environment, SignIn& sign_in, OneTimeTokens& tokens)
        : environment_(environment), sign_in_(sign_in), tokens_(tokens) {}

    /// Nobody is told whether the address has an account. TryAgain.
    void forgot(const std::string& email);
    /// Failure invalid: the link is not good any more, or the password is not taken.
    void reset(const Secret& token, const Secret& password, const Device& device);
    /// The session that asks stays. Failure: forbidden (not the old one), invalid, or TryAgain.
    void change(const Caller& caller, const Secret& so_far, const Secret& password,
                const Device& device);

  private:
    void check(UserId user_id, const Secret& password, std::string_view field);
    void set(db::Transaction& transaction, UserId user_id, std::string_view password_hash,
             std::optional<SessionId> kept, const Device& device);

    const Environment& environment_;
    SignIn& sign_in_;
    OneTimeTokens& tokens_;
};

}  // namespace tillwatch::accounts
