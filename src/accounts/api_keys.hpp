// The keys of a person's programs. A key is shown once, when it is made; only its hash is kept.
// When one was used last is written at most once a minute, and not by the request that used it.
// Thread-safe; all but note_use blocks.
#pragma once

#include <mutex>
#include <unordered_map>
#include <vector>

#include "accounts/accounts.hpp"
#include "audit/audit.hpp"

namespace tillwatch::accounts {

inline constexpr std::int64_t keys_max = 100;  // of one person
inline constexpr std::int64_t use_written_every_ms = 60'000;

struct ApiKey {
    ApiKeyId id;
    std::string name;
    Scopes scopes;
    Instant created_at;
    std::optional<Instant> last_used_at;
};

struct NewApiKey {
    ApiKey key;
    Secret text;
};

class ApiKeys {
  public:
    ApiKeys(db::Database& database, const Clock& clock, Random& random)
        : database_(database), clock_(clock), random_(random) {}

    /// The newest first.
    std::vector<ApiKey> list(UserId user);
    /// Failure: invalid (the name), conflict (too many), unauthenticated where the key that makes
    /// it is gone.
    NewApiKey add(UserId user, const audit::Actor& by, std::string_view name, Scopes scopes);
    /// From the next request on nobody is let in by it, or by one that was made by it. Failure
    /// not_found.
    void remove(UserId user, const audit::Actor& by, ApiKeyId id);

    /// Remembers that it was used now.
    void note_use(ApiKeyId id);
    /// Writes what is remembered.
    void write_uses();

  private:
    struct Use {
        Instant used_at;
        Instant written_at{};
    };

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    std::mutex mutex_;
    std::unordered_map<ApiKeyId, Use> uses_;
};

}  // namespace tillwatch::accounts
