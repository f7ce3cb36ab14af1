// The second factor: an authenticator app (crypto/totp.hpp), and ten recovery codes for when it is
// lost. Its secret is sealed, recovery codes are hashes. Each code is taken once. All of it happens
// in the caller's transaction. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "crypto/digest.hpp"
#include "crypto/sealer.hpp"
#include "db/database.hpp"

namespace tillwatch::accounts {

inline constexpr std::size_t recovery_code_count = 10;
inline constexpr std::size_t recovery_code_characters = 12;  // of 32: 60 bits

class SecondFactors {
  public:
    SecondFactors(const Clock& clock, Random& random, const crypto::Sealer& sealer)
        : clock_(clock),
          random_(random),
          sealer_(sealer),
          pepper_(sealer.token("key", "recovery codes")) {}

    struct State {
        bool enabled = false;
        std::int64_t recovery_codes_left = 0;
    };
    static State state(db::Transaction& transaction, UserId user_id);

    /// A secret on trial, in base 32; Failure conflict where one is in use.
    std::string begin(db::Transaction& transaction, UserId user_id);
    /// Whether the code is the secret's; it is in use then.
    bool confirm(db::Transaction& transaction, UserId user_id, std::string_view code);
    /// Ten new recovery codes; the earlier ones are good no more.
    std::vector<std::string> renew_recovery_codes(db::Transaction& transaction, UserId user_id);
    /// Whether this is the app's code or a recovery code, not used before; it is used then.
    bool use(db::Transaction& transaction, UserId user_id, std::string_view code) const;
    static void remove(db::Transaction& transaction, UserId user_id);

  private:
    Secret open(UserId user_id, std::string_view sealed) const;
    bool use_totp(db::Transaction& transaction, UserId user_id, std::string_view code) const;
    crypto::Digest hash(UserId user_id, std::string_view recovery_code) const;

    const Clock& clock_;
    Random& random_;
    const crypto::Sealer& sealer_;
    crypto::HmacKey pepper_;
};

/// What an authenticator app reads as a QR code.
std::string otpauth_uri(std::string_view secret, std::string_view email);

}  // namespace tillwatch::accounts
