// Signing up: an account is made once the six digits that went to its address are entered. Whoever
// asks is told the same whether or not the address has an account, after the same work; a mail to
// that address tells which. Thread-safe; hashes a password, so on threads that may take their time.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "accounts/codes.hpp"
#include "accounts/environment.hpp"
#include "accounts/sign_in.hpp"
#include "base/options.hpp"

namespace tillwatch::accounts {

struct SignUpRequest {
    std::string email;  // as parse_email gives it
    std::string name;
    Secret password;
    std::optional<Secret> invitation = {};  // the token of an invitation's link
};

/// Those that can be accepted now: stores/ knows.
struct Invitations {
    /// The address that an invitation's token invites.
    std::function<std::optional<std::string>(const Secret& token)> find_invited;
    std::function<bool(db::Transaction&, std::string_view email)> is_invited;
};

class SignUp {
  public:
    SignUp(const Environment& environment, SignIn& sign_in, Signup policy, Invitations invitations)
        : environment_(environment),
          sign_in_(sign_in),
          codes_(environment.clock, environment.random, environment.sealer),
          policy_(policy),
          invitations_(std::move(invitations)) {}

    /// Answers the flow that a code finishes: verify takes no other from who shows it. Failure:
    /// invalid (the password), forbidden (not open to everybody), or TryAgain.
    std::int64_t begin(const SignUpRequest& request);
    /// Another code, where one waits to be entered; nobody is told whether. TryAgain.
    void resend(const std::string& email);
    /// Failure invalid where the code is not the one; `flow` where somebody shows one.
    SignedIn verify(const std::string& email, std::string_view code,
                    std::optional<std::int64_t> flow, const Device& device);

  private:
    bool is_open(db::Transaction& transaction) const;
    bool is_invited(const SignUpRequest& request) const;
    void post_code(db::Transaction& transaction, const std::string& email, std::int64_t flow);

    const Environment& environment_;
    SignIn& sign_in_;
    Codes codes_;
    Signup policy_;
    Invitations invitations_;
};

}  // namespace tillwatch::accounts
