// A tenant: one Shopify store, its webhook secrets (sealed at rest) and its members. Thread-safe.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/accounts.hpp"
#include "audit/audit.hpp"
#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "crypto/sealer.hpp"

namespace tillwatch::stores {

inline constexpr std::int64_t body_retention_days_default = 30;  // as the table's

struct Store {
    StoreId id;
    std::string domain;
    std::string name;
    Currency currency;
    TimeZone zone;
    std::string state;  // "connected", "uninstalled"
    Instant connected_at;
    std::int64_t body_retention_days;  // of its deliveries
    bool second_factor_required;       // of its members
};

enum class Role { viewer, admin, owner };
std::string_view text_of(Role role);

/// A store as one of its members sees it.
struct Membership {
    Store store;
    Role role = Role::viewer;
    bool sees_personal_data = true;  // of the store's customers and people
    bool has_second_factor = false;  // where one store is asked for
    accounts::Caller caller = {};    // who it is, on a store's routes
};

struct NewStore {
    std::string domain;
    std::string name;
    std::string currency;
    std::string timezone;
    Secret webhook_secret;
};

/// What of a store its administrators, and of the second factor its owners, may change; what is
/// none stays.
struct StoreSettings {
    std::optional<std::string> name;
    std::optional<std::string> timezone;
    std::optional<std::int64_t> body_retention_days;
    std::optional<bool> second_factor_required;
    std::optional<Secret> webhook_secret;  // as set_webhook_secret, the one so far for an hour more
};
inline constexpr std::int64_t body_retention_days_max = 3'650;
inline constexpr std::size_t webhook_secret_bytes_max = 255;

/// The permanent domain of a shop, in lower case: letters, digits and hyphens before
/// ".myshopify.com" (docs/shopify.md, "Shop domains").
Result<std::string> parse_domain(std::string_view text);

/// What signs the webhooks of a shop now, and under which generation that was read.
struct Signers {
    std::uint64_t generation = 0;
    std::optional<StoreId> store_id;  // none: no store of that domain is connected
    std::optional<Secret> current;
    std::optional<Secret> previous;
    Instant previous_until;
};

/// The shops that have a connected store, and under which generation that was read.
struct Domains {
    std::uint64_t generation = 0;
    std::vector<std::string> connected;
};

inline constexpr std::size_t webhook_key_bytes = 16;

class Stores {
  public:
    Stores(db::Database& database, const Clock& clock, Random& random, const crypto::Sealer& sealer)
        : database_(database), clock_(clock), random_(random), sealer_(sealer) {}

    /// Failure: invalid with each wrong field, or conflict where the domain has a store. `by` is
    /// none for a command of the operator.
    StoreId add(const NewStore& store, UserId owner, const audit::Actor& by = {});
    std::vector<Store> list();
    /// Failure not_found.
    Store get(std::string_view domain);
    std::optional<Store> find(std::string_view domain);
    std::optional<Store> find(StoreId id);
    std::vector<Membership> list_of(UserId user);
    /// None where there is no such store or the person is no member of it.
    std::optional<Membership> find_membership(UserId user, StoreId store_id);

    /// Within the transaction of a change: makes a zone that is not the store's so far its own.
    using ChooseTimeZone = std::function<void(db::Transaction&, StoreId, const TimeZone&)>;

    /// Failure: invalid with each wrong field, or forbidden: second factors are asked for by owners
    /// who have one themselves.
    void update(const Membership& by, const audit::Actor& actor, const StoreSettings& settings,
                const ChooseTimeZone& choose_time_zone);

    /// The secret so far stays valid for `keep_previous_s` seconds. A store whose shop took the
    /// program off is connected again. Failure: not_found, or invalid.
    void set_webhook_secret(std::string_view domain, const Secret& secret,
                            std::int64_t keep_previous_s);
    Signers find_signers(std::string_view domain);
    Domains list_domains();

    /// The last part of a store's own address for webhooks, /webhooks/shopify/{key}: nobody but
    /// Shopify and the store's administrators know it.
    std::string webhook_key(StoreId store_id) const;

    /// Grows with each change of any store, on any node: what was read under a smaller one may be
    /// outdated. Blocks on PostgreSQL.
    std::uint64_t generation();
    /// The same where it is known without asking: on SQLite this process makes every change.
    std::optional<std::uint64_t> known_generation() const;
    /// A store was changed by set_time_zone or set_uninstalled; after the commit.
    void learn(std::uint64_t generation);

  private:
    /// Carries out a change of a store and counts it.
    template <class F>
    void write_change(F f, db::Work work = {});
    Bytes sealed(StoreId store_id, const Secret& secret) const;
    void put_secret(db::Transaction& transaction, StoreId id, const Secret& secret,
                    std::int64_t keep_previous_s);

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    const crypto::Sealer& sealer_;
    std::atomic<std::uint64_t> generation_ = 0;  // SQLite; 0: not read yet
};

/// What a shop says of itself, or people of its time zone, changes its store in the transaction
/// that applies it. The answer is the generation to learn after its commit; none where nothing was
/// to be changed. Deliveries of a store that was uninstalled are answered as those of one that is
/// not connected.
std::optional<std::uint64_t> set_time_zone(db::Transaction& transaction, StoreId id,
                                           const TimeZone& zone);
std::optional<std::uint64_t> set_uninstalled(db::Transaction& transaction, StoreId id);

}  // namespace tillwatch::stores
