// All of accounts that is asked over HTTP, wired; what the handlers of auth_routes.cpp and
// me_routes.cpp work with.
#pragma once

#include "accounts/address_limit.hpp"
#include "accounts/email_changes.hpp"
#include "accounts/passwords.hpp"
#include "accounts/sign_up.hpp"
#include "base/rate_limit.hpp"
#include "http/list_query.hpp"
#include "http/workers.hpp"

namespace tillwatch::accounts {

class Desk {
  public:
    /// `sessions`, `cursors` and what `environment` names outlive the desk.
    Desk(Environment environment, Sessions& sessions, const http::Cursors& cursors, Signup policy,
         Invitations invitations);

  private:
    Environment environment_;

  public:
    Sessions& sessions;
    const http::Cursors& cursors;
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

    /// TryAgain where sessions of one network are renewed and ended too often.
    void count_renewal(const http::Request& request);

    db::Database& database() { return environment_.database; }
    const Environment& environment() const { return environment_; }

  private:
    RateLimit<IpAddress> renewals_{5, 20};
};

}  // namespace tillwatch::accounts
