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

void Attempts::count(std::string_view what, std::string_view whose) {
    const auto subject = subject_of(what, whose);
    const auto blocked_ms = database_.write([&](db::Transaction& transaction) -> std::int64_t {
        const auto now = clock_.now().ms;
        const auto found = transaction.one<sql::FindFailedAttempts>({subject});
        const bool counts = found && now - found->last_at < attempts_forgotten_ms;
        if (counts && found->blocked_until > now) return found->blocked_until - now;
        const auto failures = (counts ? found->failures : 0) + 1;
        transaction.run<sql::PutFailedAttempts>(
            {subject, failures, now + wait_s(failures) * 1'000, now});
        transaction.run<sql::ForgetFailedAttempts>({now - attempts_forgotten_ms});
        return 0;
    });
    if (blocked_ms > 0)
        throw TryAgain((blocked_ms + 999) / 1'000, "too many attempts; wait before the next one");
}

void Attempts::clear(db::Transaction& transaction, std::string_view what, std::string_view whose) {
    transaction.run<sql::DeleteFailedAttempts>({subject_of(what, whose)});
}

}  // namespace tillwatch::accounts
