// What of accounts has had its time: sessions and their tokens, codes and links, what was asked for
// and never confirmed, and what was counted. Each is worth nothing from its own moment on; here its
// rows go. Blocks.
#pragma once

#include "base/instant.hpp"
#include "db/database.hpp"

namespace tillwatch::accounts {

void forget_expired(db::Database& database, Instant now);

}  // namespace tillwatch::accounts
