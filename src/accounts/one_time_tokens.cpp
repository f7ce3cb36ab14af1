#include "accounts/one_time_tokens.hpp"

#include <array>

#include "accounts/sql.hpp"
#include "base/encoding.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::accounts {
namespace {

std::string hash_of(const Secret& token) {
    return std::string(text_of(crypto::sha256(bytes_of(token.reveal()))));
}

}  // namespace

Secret OneTimeTokens::issue(db::Transaction& transaction, const TokenPurpose& purpose,
                            UserId user_id, std::string_view detail) {
    const auto now = clock_.now().ms;
    std::array<std::byte, 32> bytes{};
    random_.fill(bytes);
    Secret token(base64url(bytes));
    transaction.run<sql::InsertOneTimeToken>(
        {hash_of(token), purpose.name, user_id.value, detail, now + purpose.valid_ms});
    return token;
}

std::optional<OneTimeTokens::Redeemed> OneTimeTokens::find(db::Transaction& transaction,
                                                           const TokenPurpose& purpose,
                                                           const Secret& token) const {
    const auto found =
        transaction.one<sql::FindOneTimeToken>({hash_of(token), purpose.name, clock_.now().ms});
    if (!found) return std::nullopt;
    return Redeemed{{found->user_id}, found->detail, {found->expires_at}};
}

std::optional<OneTimeTokens::Redeemed> OneTimeTokens::redeem(db::Transaction& transaction,
                                                             const TokenPurpose& purpose,
                                                             const Secret& token) const {
    auto found = find(transaction, purpose, token);
    if (found && transaction.run<sql::DeleteOneTimeToken>({hash_of(token)}) == 0) return {};
    return found;
}

void OneTimeTokens::revoke(db::Transaction& transaction, const TokenPurpose& purpose,
                           UserId user_id) {
    transaction.run<sql::DeleteOneTimeTokensOfUser>({user_id.value, purpose.name});
}

void OneTimeTokens::revoke_later(db::Transaction& transaction, const TokenPurpose& purpose,
                                 const Redeemed& than) {
    transaction.run<sql::DeleteLaterOneTimeTokens>(
        {than.user_id.value, purpose.name, than.expires_at.ms});
}

}  // namespace tillwatch::accounts
