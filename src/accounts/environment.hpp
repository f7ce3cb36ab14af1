// What the parts of accounts work with; all of it outlives them.
#pragma once

#include <string>

#include "audit/audit.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "db/database.hpp"
#include "mail/outbox.hpp"

namespace tillwatch::accounts {

struct Environment {
    db::Database& database;
    const Clock& clock;
    Random& random;
    crypto::PasswordHasher& hasher;
    const crypto::Sealer& sealer;
    const mail::Outbox& outbox;
    std::string public_url;  // where links lead, whatever Host a request names
};

}  // namespace tillwatch::accounts
