#include "stores/stores.hpp"

#include <algorithm>

#include "base/commands.hpp"
#include "base/encoding.hpp"
#include "base/ensure.hpp"
#include "base/storable_text.hpp"
#include "base/text.hpp"
#include "stores/sql.hpp"

namespace tillwatch::stores {
namespace {

constexpr std::string_view connected = "connected";
constexpr std::string_view seal_purpose = "webhook-secret";
constexpr std::size_t name_characters_max = 200;

/// From any row that has the columns of a store.
template <class Row>
Store store_of(const Row& row) {
    return {{row.store_id},
            row.domain,
            row.name,
            value_or_throw(Currency::parse(row.currency)),
            value_or_throw(TimeZone::find(row.timezone)),
            row.state,
            {row.connected_at},
            row.body_retention_days,
            row.second_factor_required != 0};
}

Role role_of(std::string_view text) {
    if (text == "owner") return Role::owner;
    if (text == "admin") return Role::admin;
    return Role::viewer;
}

/// Waits for whoever works on the store, and then sees what they did.
constexpr db::Work waiting_work{.statement_timeout_ms = 30'000,
                                .isolation = db::Isolation::read_committed};

bool is_domain_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

Result<void> check_name(std::string_view name) {
    const bool named = !name.empty() && count_characters(name) <= name_characters_max &&
                       is_storable_text(name) && !has_control(name);
    if (named) return {};
    return fail(Code::invalid, "is 1 to 200 characters of UTF-8 and no control characters");
}

Result<void> check_secret(std::string_view secret) {
    if (!secret.empty() && secret.size() <= webhook_secret_bytes_max) return {};
    return fail(Code::invalid, "is 1 to 255 bytes, as Shopify shows it");
}

Result<void> check_days(std::int64_t days) {
    if (days >= 1 && days <= body_retention_days_max) return {};
    return fail(Code::invalid,
                "is a number of days from 1 to " + std::to_string(body_retention_days_max));
}

/// Nobody asks for what they do not have: they would be the first to be kept out.
void check_second_factor(const Membership& by) {
    if (by.role != Role::owner)
        throw Failure(Code::forbidden, "only an owner may ask members for a second factor");
    if (!by.has_second_factor)
        throw Failure(Code::forbidden, "turn your own second factor on first");
}

/// Every wrong field, then one failure.
class Check {
  public:
    template <class T>
    void look(std::string_view field, const Result<T>& result) {
        if (result) return;
        error_.fields.push_back({std::string(field), result.error().message});
        error_.message += (error_.message.empty() ? "" : "; ") + std::string(field) + " " +
                          result.error().message;
    }
    void throw_if_refused() {
        if (!error_.fields.empty()) throw Failure(std::move(error_));
    }

  private:
    Error error_{Code::invalid, "", {}};
};

void check(const NewStore& store) {
    Check check;
    check.look("domain", parse_domain(store.domain));
    check.look("currency", Currency::parse(store.currency));
    check.look("timezone", TimeZone::find(store.timezone));
    check.look("name", check_name(store.name));
    check.look("webhook_secret", check_secret(store.webhook_secret.reveal()));
    check.throw_if_refused();
}

/// What the audit log says of a change; of a secret only that there is a new one.
audit::Details details_of(const StoreSettings& settings) {
    audit::Details details;
    if (settings.name) details.emplace_back("name", *settings.name);
    if (settings.timezone) details.emplace_back("timezone", *settings.timezone);
    if (settings.body_retention_days)
        details.emplace_back("body_retention_days", std::to_string(*settings.body_retention_days));
    if (settings.second_factor_required)
        details.emplace_back("second_factor_required",
                             *settings.second_factor_required ? "true" : "false");
    if (settings.webhook_secret) details.emplace_back("webhook_secret", "new");
    return details;
}

}  // namespace

std::string_view text_of(Role role) {
    switch (role) {
        case Role::viewer: return "viewer";
        case Role::admin: return "admin";
        case Role::owner: return "owner";
    }
    return "viewer";
}

Result<std::string> parse_domain(std::string_view text) {
    constexpr std::string_view suffix = ".myshopify.com";
    constexpr std::size_t label_length_max = 61;
    std::string domain(text);
    std::ranges::transform(domain, domain.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const std::string_view label =
        std::string_view(domain).substr(0, domain.size() - std::min(domain.size(), suffix.size()));
    if (!domain.ends_with(suffix) || label.empty() || label.size() > label_length_max ||
        label.front() == '-' || !std::ranges::all_of(label, is_domain_character))
        return fail(Code::invalid, "is not a shop's domain, like name.myshopify.com");
    return domain;
}

template <class F>
void Stores::write_change(F f, db::Work work) {
    const auto generation = database_.write(
        [&](db::Transaction& transaction) {
            f(transaction);
            return transaction.one<sql::CountChange>({})->generation;
        },
        work);
    learn(static_cast<std::uint64_t>(generation));
}

void Stores::learn(std::uint64_t generation) {
    if (database_.engine() != db::Engine::sqlite) return;
    auto known = generation_.load(std::memory_order_relaxed);
    while (known < generation &&
           !generation_.compare_exchange_weak(known, generation, std::memory_order_release)) {
    }
}

Bytes Stores::sealed(StoreId store_id, const Secret& secret) const {
    return sealer_.seal(seal_purpose, opaque_text(store_id), secret);
}

StoreId Stores::add(const NewStore& store, UserId owner, const audit::Actor& by) {
    check(store);
    const auto domain = value_or_throw(parse_domain(store.domain));
    const auto zone = value_or_throw(TimeZone::find(store.timezone));
    const StoreId id{random_.id()};
    const auto secret = sealed(id, store.webhook_secret);
    write_change([&](db::Transaction& transaction) {
        if (transaction.one<sql::FindStoreByDomain>({domain}))
            throw Failure(Code::conflict, "the store " + domain + " exists already");
        const auto now_ms = clock_.now().ms;
        transaction.run<sql::InsertStore>({.store_id = id.value,
                                           .domain = domain,
                                           .name = store.name,
                                           .currency = store.currency,
                                           .timezone = zone.name(),
                                           .state = connected,
                                           .webhook_secret = tillwatch::text_of(secret),
                                           .connected_at = now_ms});
        transaction.run<sql::InsertMember>({.store_id = id.value,
                                            .user_id = owner.value,
                                            .role = text_of(Role::owner),
                                            .sees_personal_data = 1,
                                            .joined_at = now_ms});
        audit::record(transaction, {.action = "store.added",
                                    .actor = by,
                                    .at = {now_ms},
                                    .store = id,
                                    .details = {{"domain", domain}}});
    });
    return id;
}

std::vector<Store> Stores::list() {
    const auto rows = database_.read(
        [](db::Transaction& transaction) { return transaction.all<sql::ListStores>({}); });
    std::vector<Store> stores;
    for (const auto& row : rows) stores.push_back(store_of(row));
    return stores;
}

std::optional<Store> Stores::find(std::string_view domain) {
    const auto known = parse_domain(domain);
    if (!known) return std::nullopt;
    const auto row = database_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindStoreByDomain>({*known});
    });
    if (!row) return std::nullopt;
    return store_of(*row);
}

std::optional<Store> Stores::find(StoreId id) {
    const auto row = database_.read(
        [&](db::Transaction& transaction) { return transaction.one<sql::FindStore>({id.value}); });
    if (!row) return std::nullopt;
    return store_of(*row);
}

Store Stores::get(std::string_view domain) {
    auto store = find(domain);
    if (!store) throw Failure(Code::not_found, "there is no store " + std::string(domain));
    return *std::move(store);
}

std::vector<Membership> Stores::list_of(UserId user) {
    const auto rows = database_.read([&](db::Transaction& transaction) {
        return transaction.all<sql::ListStoresOfUser>({user.value});
    });
    std::vector<Membership> memberships;
    for (const auto& row : rows)
        memberships.push_back({store_of(row), role_of(row.role), row.sees_personal_data != 0});
    return memberships;
}

std::optional<Membership> Stores::find_membership(UserId user, StoreId store_id) {
    return database_.read([&](db::Transaction& transaction) -> std::optional<Membership> {
        const auto member = transaction.one<sql::FindRole>({store_id.value, user.value});
        if (!member) return std::nullopt;
        const auto row = transaction.one<sql::FindStore>({store_id.value});
        if (!row) return std::nullopt;
        return Membership{store_of(*row), role_of(member->role), member->sees_personal_data != 0,
                          member->second_factor != 0};
    });
}

void Stores::update(const Membership& by, const audit::Actor& actor, const StoreSettings& settings,
                    const ChooseTimeZone& choose_time_zone) {
    if (settings.second_factor_required) check_second_factor(by);
    const auto id = by.store.id;
    Check check;
    if (settings.name) check.look("name", check_name(*settings.name));
    if (settings.body_retention_days)
        check.look("body_retention_days", check_days(*settings.body_retention_days));
    if (settings.webhook_secret)
        check.look("webhook_secret", check_secret(settings.webhook_secret->reveal()));
    const auto zone = settings.timezone ? TimeZone::find(*settings.timezone) : by.store.zone;
    check.look("timezone", zone);
    check.throw_if_refused();
    const bool moves = *zone != by.store.zone;
    const auto change = [&](db::Transaction& transaction) {
        if (moves) choose_time_zone(transaction, id, *zone);
        const auto found = transaction.run<sql::UpdateStore>(
            {.store_id = id.value,
             .name = settings.name,
             .body_retention_days = settings.body_retention_days,
             .second_factor_required = settings.second_factor_required});
        if (found == 0) throw Failure(Code::not_found, "there is no such store");
        if (settings.webhook_secret)
            put_secret(transaction, id, *settings.webhook_secret, keep_previous_seconds_default);
        audit::record(transaction, {.action = "store.changed",
                                    .actor = actor,
                                    .at = clock_.now(),
                                    .store = id,
                                    .details = details_of(settings)});
    };
    write_change(change, moves ? waiting_work : db::Work{});
}

void Stores::set_webhook_secret(std::string_view domain, const Secret& secret,
                                std::int64_t keep_previous_s) {
    const auto store = get(domain);
    Check check;
    check.look("webhook_secret", check_secret(secret.reveal()));
    check.throw_if_refused();
    write_change([&](db::Transaction& transaction) {
        put_secret(transaction, store.id, secret, keep_previous_s);
        audit::record(transaction, {.action = "store.changed",
                                    .actor = {},
                                    .at = clock_.now(),
                                    .store = store.id,
                                    .details = {{"webhook_secret", "new"}}});
    });
}

void Stores::put_secret(db::Transaction& transaction, StoreId id, const Secret& secret,
                        std::int64_t keep_previous_s) {
    const auto sealed_secret = sealed(id, secret);
    const auto now = clock_.now().ms;
    transaction.run<sql::SetWebhookSecret>(
        {.store_id = id.value,
         .webhook_secret = tillwatch::text_of(sealed_secret),
         .now = now,
         .previous_secret_until = now + keep_previous_s * 1'000});
}

Domains Stores::list_domains() {
    return database_.read([](db::Transaction& transaction) {
        Domains domains;
        const auto row = transaction.one<sql::FindGeneration>({});
        ENSURE(row);
        domains.generation = static_cast<std::uint64_t>(row->generation);
        for (auto& store : transaction.all<sql::ListDomains>({}))
            domains.connected.push_back(std::move(store.domain));
        return domains;
    });
}

Signers Stores::find_signers(std::string_view domain) {
    const auto row = database_.read(
        [&](db::Transaction& transaction) { return transaction.one<sql::FindSigners>({domain}); });
    ENSURE(row);
    Signers signers;
    signers.generation = static_cast<std::uint64_t>(row->generation);
    if (!row->store_id || row->state != connected) return signers;
    const StoreId store_id{*row->store_id};
    const auto open = [&](std::string_view bytes) {
        return value_or_throw(sealer_.open(seal_purpose, opaque_text(store_id), bytes_of(bytes)));
    };
    signers.store_id = store_id;
    signers.current = open(*row->webhook_secret);
    if (row->previous_webhook_secret && row->previous_secret_until > clock_.now().ms) {
        signers.previous = open(*row->previous_webhook_secret);
        signers.previous_until = {*row->previous_secret_until};
    }
    return signers;
}

std::string Stores::webhook_key(StoreId store_id) const {
    const auto token = sealer_.token("webhook-key", opaque_text(store_id));
    return hex(std::span(token).first(webhook_key_bytes));
}

std::uint64_t Stores::generation() {
    if (const auto known = known_generation()) return *known;
    const auto row = database_.read(
        [](db::Transaction& transaction) { return transaction.one<sql::FindGeneration>({}); });
    ENSURE(row);
    const auto read = static_cast<std::uint64_t>(row->generation);
    std::uint64_t unknown = 0;
    if (database_.engine() == db::Engine::sqlite)
        generation_.compare_exchange_strong(unknown, read);
    return read;
}

std::optional<std::uint64_t> Stores::known_generation() const {
    const auto known = generation_.load(std::memory_order_acquire);
    return known == 0 ? std::nullopt : std::optional(known);
}

std::optional<std::uint64_t> set_time_zone(db::Transaction& transaction, StoreId id,
                                           const TimeZone& zone) {
    const auto name = zone.name();
    if (transaction.run<sql::SetTimezone>({id.value, name}) == 0) return std::nullopt;
    return static_cast<std::uint64_t>(transaction.one<sql::CountChange>({})->generation);
}

std::optional<std::uint64_t> set_uninstalled(db::Transaction& transaction, StoreId id) {
    if (transaction.run<sql::SetUninstalled>({id.value}) == 0) return std::nullopt;
    return static_cast<std::uint64_t>(transaction.one<sql::CountChange>({})->generation);
}

}  // namespace tillwatch::stores
