#include "accounts/expiry.hpp"

#include "accounts/attempts.hpp"
#include "accounts/codes.hpp"
#include "accounts/sql.hpp"

namespace tillwatch::accounts {

void forget_expired(db::Database& database, Instant now) {
    database.write([&](db::Transaction& transaction) {
        transaction.run<sql::ForgetRefreshTokens>({now.ms});
        transaction.run<sql::ForgetSessions>({now.ms});
        transaction.run<sql::ForgetSignUps>({now.ms});
        transaction.run<sql::ForgetEmailChanges>({now.ms});
        transaction.run<sql::ForgetCodes>({now.ms});
        transaction.run<sql::ForgetCodeRequests>({now.ms - mail_budget_long_ms});
        transaction.run<sql::ForgetOneTimeTokens>({now.ms});
        transaction.run<sql::ForgetFailedAttempts>({now.ms - attempts_forgotten_ms, attempts_max});
    });
}

}  // namespace tillwatch::accounts
