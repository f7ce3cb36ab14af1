// Another address for an account: asked for with the password, it is the account's once the code
// that went to it is entered. The address so far gets a link that undoes it for three days; other
// devices are signed out. Thread-safe; hashes a password, so on threads that may take their time.
#pragma once

#include <string>

#include "accounts/codes.hpp"
#include "accounts/environment.hpp"
#include "accounts/sign_in.hpp"

namespace tillwatch::accounts {

class EmailChanges {
  public:
    EmailChanges(const Environment& environment, SignIn& sign_in, OneTimeTokens& tokens)
        : environment_(environment),
          sign_in_(sign_in),
          tokens_(tokens),
          codes_(environment.clock, environment.random, environment.sealer) {}

    /// The same whether or not the address has an account. Failure: forbidden, or unauthenticated
    /// where the session has ended meanwhile; or TryAgain.
    void begin(const Caller& caller, const std::string& email, const Secret& password,
               const Device& device);
    /// Failure invalid where the code is not the one.
    Profile confirm(const Caller& caller, std::string_view code, const Device& device);
    /// Takes back a second factor and API keys that came after the change, too. Failure invalid
    /// where the link is not good any more, conflict where the address so far belongs to another
    /// account now.
    void undo(const Secret& token, const Device& device);

  private:
    const Environment& environment_;
    SignIn& sign_in_;
    OneTimeTokens& tokens_;
    Codes codes_;
};

}  // namespace tillwatch::accounts
