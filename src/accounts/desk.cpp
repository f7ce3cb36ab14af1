#include "accounts/desk.hpp"

#include "base/try_again.hpp"

namespace tillwatch::accounts {

Desk::Desk(Environment environment, Sessions& known_sessions, const http::Cursors& list_cursors,
           Signup policy, Invitations invitations)
    : environment_(std::move(environment)),
      sessions(known_sessions),
      cursors(list_cursors),
      tokens(environment_.clock, environment_.random),
      second_factors(environment_.clock, environment_.random, environment_.sealer),
      sign_in(environment_, sessions, second_factors, tokens),
      sign_up(environment_, sign_in, policy, std::move(invitations)),
      passwords(environment_, sign_in, tokens),
      email_changes(environment_, sign_in, tokens),
      addresses(environment_.clock),
      hashing(environment_.hasher.at_once(), crypto::PasswordHasher::queue_max,
              http::Workers::Priority::background) {}

void Desk::count_renewal(const http::Request& request) {
    if (const auto after_s = renewals_.take(request.client().holder(), request.started()))
        throw TryAgain(*after_s, "too many requests from your network");
}

}  // namespace tillwatch::accounts
