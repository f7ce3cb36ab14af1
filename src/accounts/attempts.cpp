#include "accounts/attempts.hpp"

#include <algorithm>
#include <optional>

#include "accounts/sql.hpp"
#include "base/encoding.hpp"
#include "base/try_again.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::accounts {
namespace {

std::string subject_of(std::string_view what, std::string_view whose) {
    return std::string(
        text_of(crypto::sha256(bytes_of(std::string(what) + '\n' + std::string(whose)))));
}

/// How long after so many failures.
std::int64_t wait_s(std::int64_t failures) {
    if (failures < attempts_free) return 0;
    const auto doublings = std::min<std::int64_t>(failures - attempts_free, 20);
    return std::min(std::int64_t{1} << doublings, attempts_wait_s_max);
}

}  // namespace

Attempt Attempts::count(std::string_view what, std::string_view whose, End end) {
    const auto subject = subject_of(what, whose);
    std::int64_t blocked_ms = 0;
    const auto body = [&](db::Transaction& transaction) -> std::int64_t {
        const auto now = clock_.now().ms;
        const auto found = transaction.one<sql::FindFailedAttempts>({subject});
        const bool counts = found && (found->failures >= attempts_max ||
                                      now - found->last_at < attempts_forgotten_ms);
        blocked_ms = counts ? found->blocked_until - now : 0;
        if (blocked_ms > 0) return 0;
        auto so_many = (counts ? found->failures : 0) + 1;
        if (end == End::never) so_many = std::min(so_many, attempts_max - 1);
        transaction.run<sql::PutFailedAttempts>(
            {subject, so_many, now + wait_s(so_many) * 1'000, now});
        return so_many;
    };
    // A crash of the machine may give the last attempts back: no reason to make deliveries, which
    // flush, wait for those of a crowd that knocks.
    const auto failures = database_.write(body, {.flushed = false});
    if (blocked_ms > 0)
        throw TryAgain((blocked_ms + 999) / 1'000, "too many attempts; wait before the next one");
    if (failures < attempts_max) return Attempt::judged;
    return failures == attempts_max ? Attempt::last : Attempt::refused;
}

void Attempts::clear(db::Transaction& transaction, std::string_view what, std::string_view whose) {
    transaction.run<sql::DeleteFailedAttempts>({subject_of(what, whose)});
}

void Attempts::clear_all(db::Transaction& transaction, UserId user_id, std::string_view email) {
    clear(transaction, password_attempt, email);
    clear(transaction, password_attempt, opaque_text(user_id));
    clear(transaction, code_attempt, opaque_text(user_id));
}

}  // namespace tillwatch::accounts
