#include "accounts/sign_in.hpp"

#include "accounts/letters.hpp"
#include "accounts/sql.hpp"
#include "base/try_again.hpp"

namespace tillwatch::accounts {
namespace {

Failure wrong_password() {
    return Failure(Code::unauthenticated, "the e-mail address or the password is wrong");
}

Failure wrong_code() {
    return Failure(Code::unauthenticated, "the code is wrong or was used already");
}

}  // namespace

void record(db::Transaction& transaction, std::string_view action, UserId user_id,
            const std::string& address, Instant now) {
    audit::record(transaction, {.action = action,
                                .actor = {.user = user_id, .address = address},
                                .at = now,
                                .account = user_id});
}

SignedIn SignIn::begin(db::Transaction& transaction, UserId user_id, const Device& device) {
    auto profile = get_profile(transaction, user_id);
    record(transaction, "session.began", user_id, device.address, environment_.clock.now());
    return {sessions_.begin(transaction, user_id, device), std::move(profile)};
}

std::string SignIn::counted_as(const std::string& email, const Device& device) const {
    const bool known = environment_.database.read([&](db::Transaction& transaction) {
        const auto found = transaction.one<sql::FindUserByEmail>({email});
        // Nobody's sessions are looked for as well: the time should not tell.
        return sessions_.is_known(transaction, {found ? found->user_id : 0}, device.address);
    });
    return known ? email + '\n' + device.address : email;
}

void SignIn::count_hash(const std::string& whose) {
    const RateLimit<std::string>::Time now(std::chrono::milliseconds(environment_.clock.now().ms));
    if (const auto after_s = hashes_.take(whose, now))
        throw TryAgain(*after_s, "too many tries with this account; wait before the next one");
}

Attempt SignIn::count_password(const std::string& whose, const std::string& email) {
    const bool elsewhere = whose == email;
    return attempts_.count(password_attempt, whose,
                           elsewhere ? Attempts::End::attempts_max : Attempts::End::never);
}

/// A crash may lose it, as it may the attempt that was counted.
void SignIn::tell_failed(std::optional<UserId> user_id, std::string_view by, const Device& device) {
    const audit::Event event{.action = "sign_in.failed",
                             .actor = {.address = device.address},
                             .at = environment_.clock.now(),
                             .account = user_id,
                             .details = {{"by", std::string(by)}}};
    const auto body = [&](db::Transaction& transaction) {
        const auto id = audit::record(transaction, event);
        audit::forget(transaction, user_id ? audit::no_event : id);
        return id;
    };
    environment_.database.write(body, {.flushed = false});
}

void SignIn::tell_reset_needed(std::optional<UserId> user_id, const Device& device) {
    environment_.database.write([&](db::Transaction& transaction) {
        const auto now = environment_.clock.now();
        const auto letter = [&](const std::string& email) {
            return letters::password_reset_needed(email, environment_.public_url, now);
        };
        if (!user_id) return environment_.outbox.pretend(transaction, letter(""));
        audit::record(transaction, {.action = "password.reset_needed",
                                    .actor = {.address = device.address},
                                    .at = now,
                                    .account = user_id});
        environment_.outbox.post(transaction, letter(get_profile(transaction, *user_id).email));
    });
}

std::variant<SignedIn, SecondFactorNeeded> SignIn::by_password(const std::string& email,
                                                               const Secret& password,
                                                               const Device& device) {
    const auto whose = counted_as(email, device);
    const auto attempt = count_password(whose, email);
    count_hash(whose);
    const auto found = environment_.database.read(
        [&](db::Transaction& transaction) { return transaction.one<sql::FindSignIn>({email}); });
    auto& hasher = environment_.hasher;
    if (!found) hasher.verify_dummy(password);
    const bool right = found && hasher.verify(password, found->password_hash);
    const bool failed = !right || attempt == Attempt::refused;
    const auto holder = found ? std::optional(UserId{found->user_id}) : std::nullopt;
    if (failed) tell_failed(holder, password_attempt, device);
    if (!right && attempt == Attempt::last) tell_reset_needed(holder, device);
    if (failed) throw wrong_password();
    const auto user_id = *holder;
    const auto stronger = hasher.needs_rehash(found->password_hash) ? hasher.hash(password) : "";
    using Outcome = std::variant<SignedIn, SecondFactorNeeded>;
    const auto body = [&](db::Transaction& transaction) -> Outcome {
        // No session begins beside a change of the password or of the second factor, which end all:
        // it comes before or after. Changed meanwhile: what was right is so no more.
        transaction.run<sql::TouchUser>({user_id.value});
        const auto now = transaction.one<sql::FindSignIn>({email});
        if (!now || now->user_id != user_id.value || now->password_hash != found->password_hash)
            throw wrong_password();
        Attempts::clear(transaction, password_attempt, whose);
        if (!stronger.empty()) transaction.run<sql::SetPassword>({user_id.value, stronger});
        if (now->second_factor != 0)
            return SecondFactorNeeded{tokens_.issue(transaction, totp_ticket, user_id)};
        return begin(transaction, user_id, device);
    };
    return environment_.database.write(body, {.isolation = db::Isolation::read_committed});
}

SignedIn SignIn::by_ticket(const Secret& ticket, std::string_view code, const Device& device) {
    const auto holder = environment_.database.read([&](db::Transaction& transaction) {
        return tokens_.find(transaction, totp_ticket, ticket);
    });
    if (!holder) throw Failure(Code::unauthenticated, "sign in with the password again");
    const bool known = environment_.database.read([&](db::Transaction& transaction) {
        return sessions_.is_known(transaction, holder->user_id, device.address);
    });
    // Who has the password and not the code does not keep out whose code it is.
    const auto whose = opaque_text(holder->user_id) + (known ? '\n' + device.address : "");
    const auto attempt = attempts_.count(
        code_attempt, whose, known ? Attempts::End::never : Attempts::End::attempts_max);
    const auto fail = [&] {
        tell_failed(holder->user_id, code_attempt, device);
        throw wrong_code();
    };
    if (attempt == Attempt::refused) fail();
    using Outcome = std::optional<SignedIn>;
    auto signed_in = environment_.database.write([&](db::Transaction& transaction) -> Outcome {
        if (!second_factors_.use(transaction, holder->user_id, code)) return std::nullopt;
        if (!tokens_.redeem(transaction, totp_ticket, ticket)) throw wrong_code();
        Attempts::clear(transaction, code_attempt, whose);
        return begin(transaction, holder->user_id, device);
    });
    if (!signed_in && attempt == Attempt::last) tell_reset_needed(holder->user_id, device);
    if (!signed_in) fail();
    return *std::move(signed_in);
}

std::optional<SignedIn> SignIn::by_refresh(const Secret& refresh_token, const Device& device) {
    const auto on_reuse = [&](db::Transaction& transaction, UserId user_id) {
        const auto now = environment_.clock.now();
        record(transaction, "session.reused", user_id, device.address, now);
        environment_.outbox.post(
            transaction, letters::session_ended(get_profile(transaction, user_id).email, now));
    };
    auto grant = sessions_.refresh(refresh_token, device, on_reuse);
    if (!grant) return std::nullopt;
    auto profile = environment_.database.read(
        [&](db::Transaction& transaction) { return get_profile(transaction, grant->user_id); });
    return SignedIn{*std::move(grant), std::move(profile)};
}

void SignIn::ensure_lives(db::Transaction& transaction, const Caller& caller) const {
    const auto now = environment_.clock.now();
    if (!caller.session_id ||
        !transaction.one<sql::FindSession>({caller.session_id->value, now.ms}))
        throw Failure(Code::unauthenticated, "the session has ended; sign in again");
}

bool SignIn::sign_out_by_access_token(std::string_view access_token, const Device& device) {
    const auto caller = sessions_.find_caller(access_token);
    if (!caller) return false;
    environment_.database.write([&](db::Transaction& transaction) {
        if (Sessions::end(transaction, caller->user_id, *caller->session_id))
            record(transaction, "session.ended", caller->user_id, device.address,
                   environment_.clock.now());
    });
    return true;
}

void SignIn::sign_out(const Secret& refresh_token, const Device& device) {
    if (!sessions_.has(refresh_token)) return;
    environment_.database.write([&](db::Transaction& transaction) {
        if (const auto user_id = sessions_.end(transaction, refresh_token))
            record(transaction, "session.ended", *user_id, device.address,
                   environment_.clock.now());
    });
}

void SignIn::end_session(UserId user_id, SessionId session_id, const Device& device) {
    environment_.database.write([&](db::Transaction& transaction) {
        if (!Sessions::end(transaction, user_id, session_id))
            throw Failure(Code::not_found, "there is no such session");
        record(transaction, "session.ended", user_id, device.address, environment_.clock.now());
    });
}

void SignIn::end_sessions(UserId user_id, const Device& device) {
    environment_.database.write([&](db::Transaction& transaction) {
        Sessions::end_all(transaction, user_id);
        record(transaction, "sessions.ended", user_id, device.address, environment_.clock.now());
    });
}

std::string SignIn::confirm(UserId user_id, const Secret& password, const Device& device) {
    const auto whose = opaque_text(user_id);
    const auto attempt = attempts_.count(password_attempt, whose);
    count_hash(whose);
    const auto found = environment_.database.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindPassword>({user_id.value});
    });
    const bool right = found && environment_.hasher.verify(password, found->password_hash);
    const bool failed = !right || attempt == Attempt::refused;
    if (failed) tell_failed(user_id, "confirmation", device);
    if (!right && attempt == Attempt::last) tell_reset_needed(user_id, device);
    if (failed) throw Failure(Code::forbidden, "the password is wrong");
    environment_.database.write([&](db::Transaction& transaction) {
        Attempts::clear(transaction, password_attempt, whose);
    });
    return found->password_hash;
}

}  // namespace tillwatch::accounts
