// A tenant: one Shopify store, its webhook secrets (sealed at rest) and its members. Thread-safe.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/accounts.hpp"
#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "crypto/sealer.hpp"

namespace tillwatch::stores {

struct Store {
    StoreId id;
    std::string domain;
    std::string name;
    Currency currency;
    TimeZone zone;
    std::string state;  // "connected"
    Instant connected_at;
};

enum class Role { viewer, admin, owner };
std::string_view text_of(Role role);

/// A store as one of its members sees it.
struct Membership {
    Store store;
    Role role = Role::viewer;
};

struct NewStore {
    std::string domain;
    std::string name;
    std::string currency;
    std::string timezone;
    Secret webhook_secret;
};

/// The permanent domain of a shop, in lower case: letters, digits and hyphens before
/// ".myshopify.com" (docs/shopify.md, "Shop domains").
Result<std::string> parse_domain(std::string_view text);

/// What signs a store's webhooks now.
struct WebhookSecrets {
    Secret current;
    std::optional<Secret> previous;
    Instant previous_until;
};

class Stores {
  public:
    Stores(db::Database& database, const Clock& clock, Random& random, const crypto::Sealer& sealer)
        : database_(database), clock_(clock), random_(random), sealer_(sealer) {}

    /// Failure: invalid with each wrong field, or conflict where the domain has a store.
    StoreId add(const NewStore& store, UserId owner);
    std::vector<Store> list();
    /// Failure not_found.
    Store get(std::string_view domain);
    std::optional<Store> find(std::string_view domain);
    std::optional<Store> find(StoreId id);
    std::vector<Membership> list_of(UserId user);
    /// None where there is no such store or the person is no member of it.
    std::optional<Membership> find_membership(UserId user, StoreId store_id);

    /// The secret so far stays valid for `keep_previous_s` seconds.
    void set_webhook_secret(std::string_view domain, const Secret& secret,
                            std::int64_t keep_previous_s);
    WebhookSecrets get_webhook_secrets(StoreId store_id);

    /// Grows with each change that this process makes to any store: what was read before a growth
    /// may be outdated.
    std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

  private:
    Bytes sealed(StoreId store_id, const Secret& secret) const;

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    const crypto::Sealer& sealer_;
    std::atomic<std::uint64_t> generation_ = 1;
};

}  // namespace tillwatch::stores
