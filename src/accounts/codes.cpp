#include "accounts/codes.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>

#include "accounts/sql.hpp"
#include "base/encoding.hpp"
#include "base/try_again.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::accounts {
namespace {

constexpr std::uint32_t code_count = 1'000'000;
constexpr std::size_t salt_bytes = 16;

std::string_view text_of(CodePurpose purpose) {
    switch (purpose) {
        case CodePurpose::sign_up: return "signup";
        case CodePurpose::email_change: return "email";
    }
    return "";
}

/// Each code as likely as any other: numbers beyond the last whole million are thrown away.
std::string random_code(Random& random) {
    constexpr std::uint32_t beyond = UINT32_MAX - UINT32_MAX % code_count;
    std::uint32_t number = beyond;
    while (number >= beyond) random.fill(std::as_writable_bytes(std::span(&number, 1)));
    return fmt::format("{:06}", number % code_count);
}

/// The same for all who ask at once after the same requests, so that only one of them counts and
/// the others look again; another one whenever a row of the same id may still be there.
std::int64_t id_of_next(std::string_view named, Instant now, std::int64_t last_at,
                        std::int64_t so_many) {
    const auto text =
        fmt::format("{}\n{}\n{}\n{}", now.ms / mail_budget_long_ms, last_at, so_many, named);
    std::int64_t id = 0;
    std::memcpy(&id, crypto::sha256(bytes_of(text)).data(), sizeof id);
    return id & INT64_MAX;
}

}  // namespace

crypto::Digest Codes::hash(std::string_view salt, std::string_view code) const {
    return pepper_.sign(bytes_of(std::string(salt) + std::string(code)));
}

std::string Codes::issue(db::Transaction& transaction, CodePurpose purpose,
                         std::string_view address, std::int64_t flow_id) {
    const auto now = clock_.now().ms;
    std::array<std::byte, salt_bytes> salt{};
    random_.fill(salt);
    auto code = random_code(random_);
    const auto code_hash = hash(tillwatch::text_of(salt), code);
    transaction.run<sql::PutCode>({.purpose = text_of(purpose),
                                   .address = address,
                                   .flow_id = flow_id,
                                   .salt = tillwatch::text_of(salt),
                                   .code_hash = tillwatch::text_of(code_hash),
                                   .tries_left = code_tries,
                                   .expires_at = now + code_valid_ms});
    return code;
}

bool Codes::redeem(db::Transaction& transaction, CodePurpose purpose, std::string_view address,
                   std::int64_t flow_id, std::string_view code) const {
    const auto found = transaction.one<sql::FindCode>({text_of(purpose), address, clock_.now().ms});
    if (!found) return false;
    const auto entered = hash(found->salt, code);
    if (found->flow_id == flow_id &&
        crypto::constant_time_equal(entered, bytes_of(found->code_hash)))
        return transaction.run<sql::DeleteCode>({text_of(purpose), address}) == 1;
    transaction.run<sql::TakeTry>({text_of(purpose), address});
    return false;
}

void count_mail(db::Transaction& transaction, Instant now, std::string_view what,
                std::string_view whose, const MailBudget& budget) {
    const auto named = std::string(what) + '\n' + std::string(whose);
    const auto subject = crypto::sha256(bytes_of(named));
    const auto count = transaction.one<sql::CountCodeRequests>(
        {tillwatch::text_of(subject), now.ms - mail_budget_short_ms, now.ms - mail_budget_long_ms});
    auto allowed_at = now.ms;
    if (count->in_short >= budget.short_max)
        allowed_at = std::max(allowed_at, *count->oldest_short + mail_budget_short_ms);
    if (count->in_long >= budget.long_max)
        allowed_at = std::max(allowed_at, *count->oldest_long + mail_budget_long_ms);
    if (budget.cools_down && count->last_at)
        allowed_at = std::max(allowed_at, *count->last_at + mail_cool_down_ms);
    if (allowed_at > now.ms)
        throw TryAgain((allowed_at - now.ms + 999) / 1'000,
                       "enough mails were asked for; wait before the next one");
    const auto id = id_of_next(named, now, count->last_at.value_or(0), count->in_long);
    transaction.run<sql::InsertCodeRequest>({id, tillwatch::text_of(subject), now.ms});
}

void count_mail_for(db::Transaction& transaction, Instant now, UserId user_id) {
    count_mail(transaction, now, "mails for others", opaque_text(user_id), for_account);
}

}  // namespace tillwatch::accounts
