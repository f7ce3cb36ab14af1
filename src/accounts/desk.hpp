// All of accounts that is asked over HTTP, wired; what the handlers of auth_routes.cpp and
// me_routes.cpp work with.
#pragma once

#include "accounts/address_limit.hpp"
#include "accounts/email_changes.hpp"
#include "accounts/passwords.hpp"
#include "accounts/sign_up.hpp"
#include "http/workers.hpp"

namespace tillwatch::accounts {

class Desk {
  public:
    /// `sessions` and what `environment` names outlive the desk.
    Desk(Environment environment, Sessions& sessions, Signup policy, FindInvited find_invited);

  private:
    Environment environment_;

  public:
    Sessions& sessions;
    OneTimeTokens tokens;
    SecondFactors second_factors;
    SignIn sign_in;
    SignUp sign_up;
    Passwords passwords;
    EmailChanges email_changes;
    AddressLimit addresses;
    /// What hashes a password waits here, at most so many, and never in the way of other requests
    /// or of deliveries.
    http::Workers hashing;

    db::Database& database() { return environment_.database; }
    const Environment& environment() const { return environment_; }
};

}  // namespace tillwatch::accounts
