#include "accounts/desk.hpp"

namespace tillwatch::accounts {

Desk::Desk(Environment environment, Sessions& known_sessions, Signup policy,
           FindInvited find_invited)
    : environment_(std::move(environment)),
      sessions(known_sessions),
      tokens(environment_.clock, environment_.random),
      second_factors(environment_.clock, environment_.random, environment_.sealer),
      sign_in(environment_, sessions, second_factors, tokens),
      sign_up(environment_, sign_in, policy, std::move(find_invited)),
      passwords(environment_, sign_in, tokens),
      email_changes(environment_, sign_in, tokens),
      addresses(environment_.clock),
      hashing(environment_.hasher.at_once(), crypto::PasswordHasher::queue_max,
              http::Workers::Priority::background) {}

}  // namespace tillwatch::accounts
