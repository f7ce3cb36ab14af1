// What an operator does for somebody who has lost their second factor and its recovery codes.
// Thread-safe; blocks.
#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "mail/outbox.hpp"

namespace tillwatch::accounts {

/// The password alone is enough from now on; all sessions end, and a mail says so. Failure:
/// not_found where the address has no account, conflict where the account has no second factor.
void remove_lost_second_factor(db::Database& database, const Clock& clock,
                               const mail::Outbox& outbox, std::string_view email);

}  // namespace tillwatch::accounts
