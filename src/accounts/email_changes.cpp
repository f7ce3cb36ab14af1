#include "accounts/email_changes.hpp"

#include "accounts/letters.hpp"
#include "accounts/second_factors.hpp"
#include "accounts/sql.hpp"
#include "audit/audit.hpp"

namespace tillwatch::accounts {
namespace {

/// What whoever took the account's address added to the account since: they must not stay in.
void take_back_since(db::Transaction& transaction, Instant since, const audit::Actor& by,
                     Instant now) {
    const auto user_id = *by.user;
    const auto factor = transaction.one<sql::FindSecondFactor>({user_id.value});
    if (factor && factor->confirmed_at.value_or(now.ms) >= since.ms) {
        SecondFactors::remove(transaction, user_id);
        audit::record(
            transaction,
            {.action = "second_factor.removed", .actor = by, .at = now, .account = user_id});
    }
    for (const auto& key : transaction.all<sql::ListApiKeys>({user_id.value})) {
        if (key.created_at < since.ms) continue;
        const auto keys = transaction.run<sql::DeleteApiKey>({user_id.value, key.api_key_id});
        if (keys == 0) continue;  // gone with the one that made it
        audit::record(transaction, {.action = "api_key.removed",
                                    .actor = by,
                                    .at = now,
                                    .account = user_id,
                                    .subject = opaque_text(ApiKeyId{key.api_key_id}),
                                    .details = {{"keys", std::to_string(keys)}}});
    }
}

}  // namespace

void EmailChanges::begin(const Caller& caller, const std::string& email, const Secret& password,
                         const Device& device) {
    const auto user_id = caller.user_id;
    sign_in_.confirm(user_id, password, device);
    const auto flow = environment_.random.id();
    environment_.database.write([&](db::Transaction& transaction) {
        const auto now = environment_.clock.now();
        sign_in_.ensure_lives(transaction, caller);
        count_mail_for(transaction, now, caller.user_id);
        count_mail(transaction, now, "email", email, to_address);
        const Instant expires_at{now.ms + code_valid_ms};
        transaction.run<sql::PutEmailChange>({user_id.value, flow, email, expires_at.ms});
        record(transaction, "email.change_requested", user_id, device.address, now);
        // Of an address with an account nobody is told the code, and the account does not get it.
        const auto code = codes_.issue(transaction, CodePurpose::email_change, email, flow);
        environment_.outbox.post(transaction, transaction.one<sql::FindUserByEmail>({email})
                                                  ? letters::email_taken(email, now)
                                                  : letters::email_code(email, code, expires_at));
    });
}

Profile EmailChanges::confirm(const Caller& caller, std::string_view code, const Device& device) {
    const auto user_id = caller.user_id;
    using Outcome = std::optional<Profile>;
    auto changed = environment_.database.write([&](db::Transaction& transaction) -> Outcome {
        const auto now = environment_.clock.now();
        transaction.run<sql::TouchUser>({user_id.value});
        sign_in_.ensure_lives(transaction, caller);
        const auto waiting = transaction.one<sql::FindEmailChange>({user_id.value, now.ms});
        if (!waiting ||
            !codes_.redeem(transaction, CodePurpose::email_change, waiting->address,
                           waiting->flow_id, code) ||
            transaction.one<sql::FindUserByEmail>({waiting->address}))
            return std::nullopt;
        const auto so_far = get_profile(transaction, user_id).email;
        transaction.run<sql::SetEmail>({user_id.value, waiting->address});
        Attempts::clear(transaction, password_attempt, waiting->address);
        transaction.run<sql::DeleteEmailChange>({user_id.value});
        Sessions::end_all(transaction, user_id, caller.session_id);
        OneTimeTokens::revoke(transaction, reset_token, user_id);
        const auto undo = tokens_.issue(transaction, undo_token, user_id, so_far);
        const Instant expires_at{now.ms + undo_token.valid_ms};
        environment_.outbox.post(
            transaction, letters::email_changed(so_far, environment_.public_url, undo, expires_at));
        record(transaction, "email.changed", user_id, device.address, now);
        return get_profile(transaction, user_id);
    });
    if (!changed)
        throw Failure(Error{Code::invalid,
                            "the code is wrong or no longer good",
                            {{"code", "is wrong or no longer good"}}});
    return *std::move(changed);
}

void EmailChanges::undo(const Secret& token, const Device& device) {
    environment_.database.write([&](db::Transaction& transaction) {
        const auto holder = tokens_.redeem(transaction, undo_token, token);
        if (!holder)
            throw Failure(
                Error{Code::invalid, "the body is not valid", {{"token", "is no longer good"}}});
        const auto other = transaction.one<sql::FindUserByEmail>({holder->detail});
        if (other && other->user_id != holder->user_id.value)
            throw Failure(Code::conflict, "the address belongs to another account now");
        transaction.run<sql::SetEmail>({holder->user_id.value, holder->detail});
        Attempts::clear(transaction, password_attempt, holder->detail);
        transaction.run<sql::DeleteEmailChange>({holder->user_id.value});
        Sessions::end_all(transaction, holder->user_id);
        OneTimeTokens::revoke(transaction, reset_token, holder->user_id);
        // The links of changes that came after are in the hands of whom this one is against.
        OneTimeTokens::revoke_later(transaction, undo_token, *holder);
        const auto now = environment_.clock.now();
        record(transaction, "email.restored", holder->user_id, device.address, now);
        const Instant changed_at{holder->expires_at.ms - undo_token.valid_ms};
        take_back_since(transaction, changed_at,
                        {.user = holder->user_id, .address = device.address}, now);
    });
}

}  // namespace tillwatch::accounts
