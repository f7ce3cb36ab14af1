// The keys that sign each shop's webhooks, kept ready in memory, and the domains of all connected
// stores, so that an unknown one costs no question to the database.
// What is kept is never taken for true after a change of any store. On SQLite this process makes
// every change and knows its number (Stores::generation). On PostgreSQL another node may have made
// one: what fits is checked once more in the transaction that stores the delivery (Delivery::
// generation), what does not fit is looked up again.
// Thread-safe; get_current blocks.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "crypto/digest.hpp"
#include "intake/delivery.hpp"
#include "stores/stores.hpp"

namespace tillwatch::intake {

inline constexpr std::size_t cached_keys_max = 100'000;

struct StoreKeys {
    StoreId store_id;
    std::uint64_t generation = 0;
    crypto::HmacKey current;
    std::optional<crypto::HmacKey> previous;
    Instant previous_until;
    std::string path_key;  // Stores::webhook_key

    /// Which of the store's keys signs the body.
    std::optional<SignedBy> find_signer(std::string_view body, std::span<const std::byte> signature,
                                        Instant now) const;
};

class WebhookKeys {
  public:
    using Keys = std::shared_ptr<const StoreKeys>;
    using Moment = std::chrono::steady_clock::time_point;

    explicit WebhookKeys(stores::Stores& stores) : stores_(stores) {}

    /// Null keys that are certain: no connected store has the domain, or had under this generation.
    struct Found {
        Keys keys;
        bool certain = false;
        std::uint64_t generation = 0;
    };
    Found find(const std::string& domain);
    /// As the database knew it at `asked` or later: certain.
    Found get_current(const std::string& domain, Moment asked = std::chrono::steady_clock::now());

  private:
    void bring_up_to_date();
    Keys load(const std::string& domain);

    stores::Stores& stores_;

    std::mutex asking_;  // before mutex_; held while the database is asked
    Moment checked_;

    std::mutex mutex_;
    std::uint64_t generation_ = 0;
    std::unordered_set<std::string> domains_;
    std::unordered_map<std::string, Keys> keys_;
};

}  // namespace tillwatch::intake
