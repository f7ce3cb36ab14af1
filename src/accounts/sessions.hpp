// Sessions: a device that is signed in. Its access tokens are short-lived (access_token.hpp); its
// refresh token, 256 random bits of which only the hash is kept, is good for one use and gives the
// next one. Whoever uses an old one again holds a copy: the whole session ends. Within ten seconds
// it answers the same next one instead, since two tabs or a lost answer look alike.
// Each access token is held against its session with every request, so signing out is immediate.
// Thread-safe; everything blocks but access tokens of a wrong form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/access_token.hpp"
#include "accounts/accounts.hpp"

namespace tillwatch::accounts {

inline constexpr std::int64_t session_idle_ms = std::int64_t{14} * 86'400'000;
inline constexpr std::int64_t session_absolute_ms = std::int64_t{30} * 86'400'000;
inline constexpr std::int64_t refresh_grace_ms = 10'000;
inline constexpr std::size_t device_bytes_max = 200;

/// From where somebody comes: what the browser says of itself, and its address.
struct Device {
    std::string name;
    std::string address;
};

/// What a sign-in or a refresh gives. The refresh token goes into a cookie and nowhere else.
struct Grant {
    UserId user_id;
    Secret access_token;
    Secret refresh_token;
    std::int64_t refresh_seconds = 0;
};

struct Session {
    SessionId id;
    std::string device;
    std::string address;
    Instant created_at;
    Instant last_used_at;
    Instant expires_at;
};

inline constexpr std::int64_t sessions_max = 100;  // of one person

class Sessions {
  public:
    Sessions(db::Database& database, const Clock& clock, Random& random,
             const crypto::Sealer& sealer, std::string issuer)
        : database_(database),
          clock_(clock),
          random_(random),
          tokens_(sealer, std::move(issuer)),
          successors_(sealer.token("key", "refresh tokens")) {}

    /// In the caller's transaction, which found out who it is. Beyond sessions_max of a person
    /// those that were not used for longest end.
    Grant begin(db::Transaction& transaction, UserId user_id, const Device& device);

    /// None where the token is none of a living session. `on_reuse` is told in the transaction that
    /// ends a session because an old token of it came.
    using OnReuse = std::function<void(db::Transaction&, UserId)>;
    std::optional<Grant> refresh(const Secret& refresh_token, const Device& device,
                                 const OnReuse& on_reuse);

    /// Whether a refresh token is one of a living session, used or not.
    bool has(const Secret& refresh_token) const;
    /// The session of a refresh token ends, in the caller's transaction; whose it was.
    std::optional<UserId> end(db::Transaction& transaction, const Secret& refresh_token) const;
    /// False where the person has no such session.
    static bool end(db::Transaction& transaction, UserId user_id, SessionId session_id);
    /// All of them but one.
    static void end_all(db::Transaction& transaction, UserId user_id,
                        std::optional<SessionId> kept = std::nullopt);

    std::vector<Session> list(UserId user_id);
    /// Whether a session of the person was used from the address last.
    bool is_known(db::Transaction& transaction, UserId user_id, const std::string& address) const;

    /// Whose access token this is, and of which session; none unless the session lives.
    std::optional<Caller> find_caller(std::string_view access_token);

  private:
    struct Successor {
        Secret token;
        std::string hash;
    };
    Successor successor(std::string_view token, std::string_view nonce) const;
    Grant grant(UserId user_id, SessionId session_id, Instant created_at, Secret refresh_token);

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    AccessTokens tokens_;
    crypto::HmacKey successors_;
};

}  // namespace tillwatch::accounts
