// Accounts: people with a password, and the API keys of their programs. Addresses are compared in
// lower case. A key is shown once, when it is made; only its hash is kept. Thread-safe. How people
// prove who they are: sign_up.hpp, sign_in.hpp; where they are signed in: sessions.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "crypto/password_hasher.hpp"
#include "db/database.hpp"

namespace tillwatch::accounts {

using SessionId = Id<struct SessionTag>;

inline constexpr std::size_t email_bytes_max = 254;
inline constexpr std::size_t name_characters_max = 200;
inline constexpr std::string_view api_key_prefix = "tw_";

struct User {
    UserId id;
    std::string email;
    std::string name;
    bool is_operator = false;
    Instant created_at;
};

/// What a key may do.
struct Scopes {
    bool read = false;
    bool export_ = false;
    bool write = false;

    /// "read,export,write" or some of it, in any order.
    static Result<Scopes> parse(std::string_view text);
    std::string text() const;
};

struct NewUser {
    std::string email;
    std::string name;
    Secret password;
    bool is_operator = false;
};

/// Who asks, once that is known.
struct Caller {
    UserId user_id;
    Scopes scopes;
    std::optional<ApiKeyId> api_key_id = {};   // by which; none: a session
    std::optional<SessionId> session_id = {};  // of which; none: an API key
};

/// In lower case; Code::invalid for what no mail can be sent to.
Result<std::string> parse_email(std::string_view text);
Result<std::string> parse_name(std::string_view text);

class Accounts {
  public:
    Accounts(db::Database& database, const Clock& clock, Random& random,
             crypto::PasswordHasher& hasher)
        : database_(database), clock_(clock), random_(random), hasher_(hasher) {}

    /// Failure: invalid, or conflict where the address has an account.
    UserId add(const NewUser& user);
    std::vector<User> list();
    /// Failure not_found where the address has no account.
    void set_password(std::string_view email, const Secret& password);
    UserId get_id(std::string_view email);

    /// The key's text; Failure not_found where the address has no account.
    Secret add_api_key(std::string_view email, std::string_view name, Scopes scopes);
    /// Whose key this is; none for a text that is no key.
    std::optional<Caller> find_caller(std::string_view api_key);

  private:
    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    crypto::PasswordHasher& hasher_;
};

}  // namespace tillwatch::accounts
