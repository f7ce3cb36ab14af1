// The keys that sign each store's webhooks, kept ready in memory. An entry is dropped when this
// process changes any store. Another process may change one too: so an entry is trusted for a few
// seconds only, and is read again when a signature does not fit one older than a second.
// Thread-safe; load blocks.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"
#include "crypto/digest.hpp"
#include "stores/stores.hpp"

namespace tillwatch::intake {

inline constexpr std::size_t cached_stores_max = 100'000;
inline constexpr std::chrono::seconds trusted_time{3};

struct StoreKeys {
    StoreId store_id;
    crypto::HmacKey current;
    std::optional<crypto::HmacKey> previous;
    Instant previous_until;
    std::uint64_t generation = 0;
    std::chrono::steady_clock::time_point loaded;

    bool sign(std::string_view body, std::span<const std::byte> signature, Instant now) const;
};

class WebhookKeys {
  public:
    explicit WebhookKeys(stores::Stores& stores) : stores_(stores) {}

    /// What is known without asking the database; null if nothing is.
    std::shared_ptr<const StoreKeys> find_cached(std::string_view domain);
    /// Asks the database; null if no store has the domain.
    std::shared_ptr<const StoreKeys> load(const std::string& domain);

    /// Whether an entry is old enough that asking again could tell something new.
    static bool may_be_outdated(const StoreKeys& keys);

  private:
    stores::Stores& stores_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const StoreKeys>> cache_;
};

}  // namespace tillwatch::intake
