// Reading the audit log: the newest first, of a store or of a person's account. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/audit.hpp"

namespace tillwatch::audit {

/// What is none is not asked for. `until` is exclusive.
struct Filter {
    std::optional<std::string> action;
    std::optional<UserId> actor;
    Instant since{0};
    Instant until{INT64_MAX};
};

struct Place {
    std::int64_t happened_at = INT64_MAX;
    std::int64_t event_id = INT64_MAX;
};
/// As a cursor holds it.
std::string text_of(const Place& place);
/// None for what text_of never gives.
std::optional<Place> parse_place(std::string_view text);

/// An action: small letters, "_" and ".".
Result<std::string> parse_action(std::string_view text);

struct Logged {
    std::int64_t id = 0;
    Instant happened_at;
    std::string action;
    std::optional<StoreId> store;
    std::optional<UserId> actor;
    std::optional<std::string> actor_name;  // none: the account is gone, or there was none
    std::optional<std::string> actor_email;
    std::optional<ApiKeyId> api_key;
    std::optional<std::string> address;
    std::optional<std::string> subject;
    std::string details;  // a JSON object
};

struct Page {
    std::vector<Logged> events;
    std::optional<Place> next;  // none: these are the last
};

Page read_of_store(db::Transaction& transaction, StoreId store_id, const Filter& filter,
                   const std::optional<Place>& before, std::int64_t limit);
Page read_of_account(db::Transaction& transaction, UserId account_id, const Filter& filter,
                     const std::optional<Place>& before, std::int64_t limit);

}  // namespace tillwatch::audit
