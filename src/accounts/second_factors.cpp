#include "accounts/second_factors.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "accounts/sql.hpp"
#include "base/encoding.hpp"
#include "crypto/totp.hpp"

namespace tillwatch::accounts {
namespace {

constexpr std::string_view purpose = "totp";
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t group = 4;

std::string random_bytes(Random& random, std::size_t count) {
    std::string bytes(count, '\0');
    random.fill(std::as_writable_bytes(std::span(bytes)));
    return bytes;
}

std::string random_recovery_code(Random& random) {
    auto code = random_bytes(random, recovery_code_characters);
    for (auto& c : code) c = alphabet[static_cast<unsigned char>(c) % alphabet.size()];
    return code;
}

/// "abcd-efgh-jkmn": as it is shown and copied.
std::string grouped(std::string_view code) {
    std::string text;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % group == 0) text += '-';
        text += code[i];
    }
    return text;
}

std::string without_groups(std::string_view typed) {
    std::string code;
    for (const char c : typed)
        if (c != '-' && c != ' ') code += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return code;
}

}  // namespace

SecondFactors::State SecondFactors::state(db::Transaction& transaction, UserId user_id) {
    const auto found = transaction.one<sql::FindSecondFactor>({user_id.value});
    const auto codes = transaction.one<sql::CountRecoveryCodes>({user_id.value});
    return {found && found->confirmed_at, codes->codes_left};
}

Secret SecondFactors::open(UserId user_id, std::string_view sealed) const {
    return value_or_throw(sealer_.open(purpose, opaque_text(user_id), bytes_of(sealed)));
}

std::string SecondFactors::begin(db::Transaction& transaction, UserId user_id) {
    if (state(transaction, user_id).enabled)
        throw Failure(Code::conflict, "a second factor is in use; take it away first");
    const Secret secret(random_bytes(random_, crypto::totp_secret_bytes));
    const auto sealed = sealer_.seal(purpose, opaque_text(user_id), secret);
    transaction.run<sql::PutSecondFactor>({user_id.value, text_of(sealed)});
    return crypto::base32(secret.reveal());
}

bool SecondFactors::confirm(db::Transaction& transaction, UserId user_id, std::string_view code) {
    const auto found = transaction.one<sql::FindSecondFactor>({user_id.value});
    if (!found || found->confirmed_at)
        throw Failure(Code::conflict, "there is no second factor on trial");
    if (!use_totp(transaction, user_id, code)) return false;
    transaction.run<sql::ConfirmSecondFactor>({user_id.value, clock_.now().ms});
    return true;
}

bool SecondFactors::use_totp(db::Transaction& transaction, UserId user_id,
                             std::string_view code) const {
    const auto found = transaction.one<sql::FindSecondFactor>({user_id.value});
    if (!found) return false;
    const auto secret = open(user_id, found->secret);
    const auto step = crypto::find_totp_step(secret, code, clock_.now(), found->last_step);
    return step && transaction.run<sql::UseTotpStep>({user_id.value, *step}) == 1;
}

crypto::Digest SecondFactors::hash(UserId user_id, std::string_view recovery_code) const {
    return pepper_.sign(bytes_of(opaque_text(user_id) + std::string(recovery_code)));
}

std::vector<std::string> SecondFactors::renew_recovery_codes(db::Transaction& transaction,
                                                             UserId user_id) {
    std::vector<std::string> codes;
    transaction.run<sql::DeleteRecoveryCodes>({user_id.value});
    for (std::size_t i = 0; i < recovery_code_count; ++i) {
        const auto code = random_recovery_code(random_);
        const auto code_hash = hash(user_id, code);
        transaction.run<sql::InsertRecoveryCode>({user_id.value, text_of(code_hash)});
        codes.push_back(grouped(code));
    }
    return codes;
}

bool SecondFactors::use(db::Transaction& transaction, UserId user_id, std::string_view code) const {
    const auto typed = without_groups(code);
    if (typed.size() != recovery_code_characters) return use_totp(transaction, user_id, typed);
    const auto code_hash = hash(user_id, typed);
    return transaction.run<sql::DeleteRecoveryCode>({user_id.value, text_of(code_hash)}) == 1;
}

void SecondFactors::remove(db::Transaction& transaction, UserId user_id) {
    transaction.run<sql::DeleteSecondFactor>({user_id.value});
    transaction.run<sql::DeleteRecoveryCodes>({user_id.value});
}

std::string otpauth_uri(std::string_view secret, std::string_view email) {
    std::string label;
    for (const char c : email) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._@").contains(c);
        if (plain)
            label += c;
        else
            label += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return fmt::format(
        "otpauth://totp/Tillwatch:{}?secret={}&issuer=Tillwatch&algorithm=SHA1&digits=6&period=30",
        label, secret);
}

}  // namespace tillwatch::accounts
