// Who did what, from where: written in the transaction of what was done, so that there is never the
// one without the other. Kept for retention_days. Neither addresses of people nor names nor secrets
// go into an event: ids do. Reading it is a route's business (stores/audit_routes.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "db/database.hpp"

namespace tillwatch::audit {

inline constexpr std::int64_t retention_days = 400;

/// Who does it, and from where.
struct Actor {
    std::optional<UserId> user = {};          // none: a command, or somebody who is not signed in
    std::optional<ApiKeyId> api_key = {};     // by which; none: a session
    std::optional<std::string> address = {};  // the client's; none: a command of the operator
};

using Details = std::vector<std::pair<std::string_view, std::string>>;  // {"role", "viewer"}

struct Event {
    std::string_view action;  // "member.removed"
    Actor actor;
    Instant at;
    std::optional<StoreId> store = {};        // seen by its owners and admins
    std::optional<UserId> account = {};       // seen by that person
    std::optional<std::string> subject = {};  // the id of what it was done to
    Details details = {};
};

/// Answers the event's id.
std::int64_t record(db::Transaction& transaction, const Event& event);
/// As if it had not been recorded: for what is not to be told by its time. no_event: none.
void forget(db::Transaction& transaction, std::int64_t event_id);
inline constexpr std::int64_t no_event = 0;

/// What is older than retention_days goes; answers how many went.
std::int64_t forget_old(db::Database& database, Instant now);

}  // namespace tillwatch::audit
