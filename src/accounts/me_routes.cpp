#include "accounts/me_routes.hpp"

#include "accounts/acting.hpp"
#include "accounts/letters.hpp"
#include "accounts/profile_json.hpp"
#include "accounts/requests.hpp"
#include "accounts/sql.hpp"
#include "base/text.hpp"
#include "http/short_list.hpp"
#include "json/fields.hpp"

namespace tillwatch::accounts {
namespace {

/// Who asks, of a request without parameters.
const Caller& caller_of(const http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    return *request.caller<Caller>();
}

/// Of a body with nothing but the password: who is signed in says who they are once more.
void confirm_by_password(Desk& desk, const http::Request& request) {
    constexpr std::string_view known[] = {"password"};
    json::Body body(request.body(), known);
    const auto password = body.fields().get("password", &parse_secret);
    body.throw_if_refused();
    desk.sign_in.confirm(caller_of(request).user_id, password, device_of(request));
}

http::Response get_me(Desk& desk, http::Request& request) {
    const auto user_id = caller_of(request).user_id;
    const auto profile = desk.database().read(
        [&](db::Transaction& transaction) { return get_profile(transaction, user_id); });
    return http::json(200, profile_json(profile));
}

http::Response change_me(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"name", "locale", "time_zone", "theme"};
    const auto user_id = caller_of(request).user_id;
    json::Body body(request.body(), known);
    ProfileChange change;
    change.name = body.fields().find("name", &parse_name);
    change.locale = body.fields().find("locale", &parse_locale);
    change.time_zone = body.fields().find("time_zone", &parse_zone_name);
    change.theme = body.fields().find("theme", &parse_theme);
    // null: the browser's
    const auto zone = body.object().find("time_zone");
    if (zone && zone->is_null()) change.time_zone = "";
    body.throw_if_refused();
    const auto profile = desk.database().write([&](db::Transaction& transaction) {
        change_profile(transaction, user_id, change);
        audit::record(transaction, {.action = "profile.changed",
                                    .actor = actor_of(caller_of(request), request),
                                    .at = desk.environment().clock.now(),
                                    .account = user_id});
        return get_profile(transaction, user_id);
    });
    return http::json(200, profile_json(profile));
}

http::Response change_email(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"email", "password"};
    const auto& caller = caller_of(request);
    json::Body body(request.body(), known);
    const auto email = body.fields().get("email", &parse_email);
    const auto password = body.fields().get("password", &parse_secret);
    body.throw_if_refused();
    desk.email_changes.begin(caller, email, password, device_of(request));
    return http::json(202, "{}");
}

http::Response confirm_email(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"code"};
    const auto& caller = caller_of(request);
    json::Body body(request.body(), known);
    const auto code = body.fields().get("code", &parse_any);
    body.throw_if_refused();
    return http::json(200,
                      profile_json(desk.email_changes.confirm(caller, code, device_of(request))));
}

http::Response change_password(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"password", "new_password"};
    const auto& caller = caller_of(request);
    json::Body body(request.body(), known);
    const auto so_far = body.fields().get("password", &parse_secret);
    const auto password = body.fields().get("new_password", &parse_secret);
    body.throw_if_refused();
    desk.passwords.change(caller, so_far, password, device_of(request));
    return http::no_content();
}

std::string last_used_at(const Session& session) {
    return http::sort_text(session.last_used_at);
}
std::string created_at(const Session& session) {
    return http::sort_text(session.created_at);
}
std::string expires_at(const Session& session) {
    return http::sort_text(session.expires_at);
}

bool is_from(const Session& session, std::string_view folded) {
    return has_part(session.device, folded) || has_part(session.address, folded);
}

using Shape = http::ShortListShape<Session>;
constexpr http::SortName<Shape::KeyOf> sort_keys[] = {
    {"last_used_at", &last_used_at}, {"created_at", &created_at}, {"expires_at", &expires_at}};
constexpr Shape sessions_shape{sort_keys,
                               {&last_used_at, true},
                               [](const Session& session) { return opaque_text(session.id); },
                               &is_from};

http::Response list_sessions(Desk& desk, http::Request& request) {
    const http::ShortList list(request, desk.cursors, sessions_shape);
    const auto& caller = *request.caller<Caller>();
    return list.answer(desk.sessions.list(caller.user_id),
                       [&](json::Writer& out, const Session& session) {
                           out.member("id", opaque_text(session.id));
                           out.member("device", session.device).member("address", session.address);
                           out.member("created_at", session.created_at.text());
                           out.member("last_used_at", session.last_used_at.text());
                           out.member("expires_at", session.expires_at.text());
                           out.member("current", session.id == *caller.session_id);
                       });
}

http::Response end_session(Desk& desk, http::Request& request) {
    const auto user_id = caller_of(request).user_id;
    const auto id = parse_opaque(request.parameter("id"));
    if (!id) throw Failure(Code::not_found, "there is no such session");
    desk.sign_in.end_session(user_id, {*id}, device_of(request));
    return http::no_content();
}

http::Response end_sessions(Desk& desk, http::Request& request) {
    const auto user_id = caller_of(request).user_id;
    desk.sign_in.end_sessions(user_id, device_of(request));
    return http::no_content();
}

http::Response get_totp(Desk& desk, http::Request& request) {
    const auto user_id = caller_of(request).user_id;
    const auto state = desk.database().read(
        [&](db::Transaction& transaction) { return SecondFactors::state(transaction, user_id); });
    json::Writer out;
    out.begin_object().member("enabled", state.enabled);
    out.member("recovery_codes_left", state.recovery_codes_left).end_object();
    return http::json(200, out.take());
}

http::Response begin_totp(Desk& desk, http::Request& request) {
    const auto& caller = caller_of(request);
    const auto user_id = caller.user_id;
    confirm_by_password(desk, request);
    const auto [secret, email] = desk.database().write([&](db::Transaction& transaction) {
        desk.sign_in.ensure_lives(transaction, caller);
        return std::pair(desk.second_factors.begin(transaction, user_id),
                         get_profile(transaction, user_id).email);
    });
    json::Writer out;
    out.begin_object().member("secret", secret);
    out.member("uri", otpauth_uri(secret, email)).end_object();
    return http::json(200, out.take());
}

http::Response recovery_codes_answer(const std::vector<std::string>& codes) {
    json::Writer out;
    out.begin_object().key("recovery_codes").begin_array();
    for (const auto& code : codes) out.value(code);
    out.end_array().end_object();
    return http::json(200, out.take());
}

/// A session alone is enough to try codes for a secret on trial.
constexpr std::string_view trial_attempt = "second factor on trial";

void tell_second_factor(Desk& desk, db::Transaction& transaction, UserId user_id, bool enabled,
                        const http::Request& request) {
    const auto now = desk.environment().clock.now();
    record(transaction, enabled ? "second_factor.added" : "second_factor.removed", user_id,
           request.client().text(), now);
    desk.environment().outbox.post(
        transaction,
        letters::second_factor_changed(get_profile(transaction, user_id).email, enabled, now));
}

http::Response confirm_totp(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"code"};
    const auto& caller = caller_of(request);
    const auto user_id = caller.user_id;
    json::Body body(request.body(), known);
    const auto code = body.fields().get("code", &parse_any);
    body.throw_if_refused();
    Attempts attempts(desk.database(), desk.environment().clock);
    attempts.count(trial_attempt, opaque_text(user_id), Attempts::End::never);
    return recovery_codes_answer(desk.database().write([&](db::Transaction& transaction) {
        transaction.run<sql::TouchUser>({user_id.value});
        desk.sign_in.ensure_lives(transaction, caller);
        if (!desk.second_factors.confirm(transaction, user_id, code))
            throw Failure(Error{Code::invalid, "the code is wrong", {{"code", "is wrong"}}});
        Attempts::clear(transaction, trial_attempt, opaque_text(user_id));
        // Those were begun with the password alone.
        Sessions::end_all(transaction, user_id, caller.session_id);
        tell_second_factor(desk, transaction, user_id, true, request);
        return desk.second_factors.renew_recovery_codes(transaction, user_id);
    }));
}

http::Response remove_totp(Desk& desk, http::Request& request) {
    const auto& caller = caller_of(request);
    const auto user_id = caller.user_id;
    confirm_by_password(desk, request);
    desk.database().write([&](db::Transaction& transaction) {
        desk.sign_in.ensure_lives(transaction, caller);
        if (!SecondFactors::state(transaction, user_id).enabled) return;
        SecondFactors::remove(transaction, user_id);
        tell_second_factor(desk, transaction, user_id, false, request);
    });
    return http::no_content();
}

http::Response renew_recovery_codes(Desk& desk, http::Request& request) {
    const auto& caller = caller_of(request);
    const auto user_id = caller.user_id;
    confirm_by_password(desk, request);
    return recovery_codes_answer(desk.database().write([&](db::Transaction& transaction) {
        desk.sign_in.ensure_lives(transaction, caller);
        if (!SecondFactors::state(transaction, user_id).enabled)
            throw Failure(Code::conflict, "there is no second factor");
        record(transaction, "recovery_codes.renewed", user_id, request.client().text(),
               desk.environment().clock.now());
        return desk.second_factors.renew_recovery_codes(transaction, user_id);
    }));
}

constexpr http::Route<Desk> quick(http::Method method, std::string_view path,
                                  http::Response (*handler)(Desk&, http::Request&),
                                  std::size_t bytes_max = 0,
                                  http::Access access = http::Access::session) {
    return {method, path, access, bytes_max, http::Blocking<Desk>{handler}};
}

template <http::Response (*handler)(Desk&, http::Request&)>
constexpr http::Route<Desk> hashing(http::Method method, std::string_view path) {
    return {method, path, http::Access::session, http::body_bytes_default_max,
            http::Coroutine<Desk>{&on_hashing_thread<handler>}};
}

using enum http::Method;
constexpr http::Route<Desk> table[] = {
    quick(get, "/api/v1/me", get_me, 0, http::Access::user),
    quick(patch, "/api/v1/me", change_me, http::body_bytes_default_max, http::Access::user),
    hashing<change_email>(post, "/api/v1/me/email"),
    quick(post, "/api/v1/me/email/confirm", confirm_email, http::body_bytes_default_max),
    hashing<change_password>(post, "/api/v1/me/password"),
    quick(get, "/api/v1/me/sessions", list_sessions),
    quick(delete_, "/api/v1/me/sessions", end_sessions),
    quick(delete_, "/api/v1/me/sessions/{id}", end_session),
    quick(get, "/api/v1/me/totp", get_totp),
    hashing<begin_totp>(post, "/api/v1/me/totp"),
    hashing<remove_totp>(delete_, "/api/v1/me/totp"),
    quick(post, "/api/v1/me/totp/confirm", confirm_totp, http::body_bytes_default_max),
    hashing<renew_recovery_codes>(post, "/api/v1/me/totp/recovery-codes"),
};

}  // namespace

std::span<const http::Route<Desk>> me_routes() {
    return table;
}

}  // namespace tillwatch::accounts
