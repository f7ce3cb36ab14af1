#include "accounts/passwords.hpp"

#include <cstring>

#include "accounts/codes.hpp"
#include "accounts/letters.hpp"
#include "accounts/password_rules.hpp"
#include "accounts/sql.hpp"
#include "base/encoding.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::accounts {
namespace {

Failure refused(std::string_view field, std::string message) {
    return Failure(
        Error{Code::invalid, "the body is not valid", {{std::string(field), std::move(message)}}});
}

/// Who would have an address if it had an account: an id that none has, since theirs are positive.
UserId nobody(const std::string& email) {
    std::int64_t number = 0;
    std::memcpy(&number, crypto::sha256(bytes_of(email)).data(), sizeof number);
    return {number | INT64_MIN};
}

Failure bad_link() {
    return refused("token", "is no longer good; ask for another link");
}

}  // namespace

void Passwords::check(UserId user_id, const Secret& password, std::string_view field) {
    std::vector<std::string> words;
    environment_.database.read([&](db::Transaction& transaction) {
        const auto profile = get_profile(transaction, user_id);
        words = {profile.email, profile.name};
        for (const auto& store : transaction.all<sql::ListWordsOfUser>({user_id.value})) {
            words.push_back(store.name);
            words.push_back(store.domain.substr(0, store.domain.find('.')));
        }
    });
    if (const auto checked = check_password(password, words); !checked)
        throw refused(field, checked.error().message);
}

void Passwords::set(db::Transaction& transaction, UserId user_id, std::string_view password_hash,
                    std::optional<SessionId> kept, const Device& device) {
    const auto now = environment_.clock.now();
    const auto email = get_profile(transaction, user_id).email;
    transaction.run<sql::SetPassword>({user_id.value, password_hash});
    transaction.run<sql::DeleteEmailChange>({user_id.value});
    Attempts::clear_all(transaction, user_id, email);
    Sessions::end_all(transaction, user_id, kept);
    OneTimeTokens::revoke(transaction, reset_token, user_id);
    OneTimeTokens::revoke(transaction, totp_ticket, user_id);
    record(transaction, "password.changed", user_id, device.address, now);
    environment_.outbox.post(transaction, letters::password_changed(email, now));
}

void Passwords::forgot(const std::string& email) {
    environment_.database.write([&](db::Transaction& transaction) {
        const auto now = environment_.clock.now();
        count_mail(transaction, now, "reset", email, to_address);
        const auto found = transaction.one<sql::FindUserByEmail>({email});
        // Nobody's is made as well, and nobody is told it: the time should not tell.
        const auto user_id = found ? UserId{found->user_id} : nobody(email);
        OneTimeTokens::revoke(transaction, reset_token, user_id);
        const auto token = tokens_.issue(transaction, reset_token, user_id);
        const auto letter = letters::reset_link(email, environment_.public_url, token,
                                                {now.ms + reset_token.valid_ms});
        if (found)
            environment_.outbox.post(transaction, letter);
        else
            environment_.outbox.pretend(transaction, letter);
    });
}

void Passwords::reset(const Secret& token, const Secret& password, const Device& device) {
    const auto holder = environment_.database.read([&](db::Transaction& transaction) {
        return tokens_.find(transaction, reset_token, token);
    });
    if (!holder) throw bad_link();
    check(holder->user_id, password, "password");
    const auto password_hash = environment_.hasher.hash(password);
    environment_.database.write([&](db::Transaction& transaction) {
        if (!tokens_.redeem(transaction, reset_token, token)) throw bad_link();
        set(transaction, holder->user_id, password_hash, std::nullopt, device);
    });
}

void Passwords::change(const Caller& caller, const Secret& so_far, const Secret& password,
                       const Device& device) {
    const auto confirmed = sign_in_.confirm(caller.user_id, so_far, device);
    check(caller.user_id, password, "new_password");
    const auto password_hash = environment_.hasher.hash(password);
    environment_.database.write([&](db::Transaction& transaction) {
        // Set by a mailed link meanwhile: what was confirmed is the password no more.
        sign_in_.ensure_lives(transaction, caller);
        const auto now = transaction.one<sql::FindPassword>({caller.user_id.value});
        if (!now || now->password_hash != confirmed)
            throw Failure(Code::forbidden, "the password is wrong");
        set(transaction, caller.user_id, password_hash, caller.session_id, device);
    });
}

}  // namespace tillwatch::accounts
