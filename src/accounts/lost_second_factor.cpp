#include "accounts/lost_second_factor.hpp"

#include "accounts/letters.hpp"
#include "accounts/one_time_tokens.hpp"
#include "accounts/second_factors.hpp"
#include "accounts/sessions.hpp"
#include "accounts/sql.hpp"
#include "audit/audit.hpp"

namespace tillwatch::accounts {

void remove_lost_second_factor(db::Database& database, const Clock& clock,
                               const mail::Outbox& outbox, std::string_view email) {
    const auto known = value_or_throw(parse_email(email));
    database.write([&](db::Transaction& transaction) {
        const auto found = transaction.one<sql::FindUserByEmail>({known});
        if (!found) throw Failure(Code::not_found, "no account has this e-mail address");
        const UserId user_id{found->user_id};
        if (!SecondFactors::state(transaction, user_id).enabled)
            throw Failure(Code::conflict, "this account has no second factor");
        SecondFactors::remove(transaction, user_id);
        Sessions::end_all(transaction, user_id);
        OneTimeTokens::revoke(transaction, totp_ticket, user_id);
        const auto now = clock.now();
        audit::record(transaction,
                      {.action = "second_factor.removed", .at = now, .account = user_id});
        outbox.post(transaction, letters::second_factor_changed(known, false, now));
    });
}

}  // namespace tillwatch::accounts
