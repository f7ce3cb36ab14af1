#include "accounts/auth_routes.hpp"

#include <fmt/format.h>

#include "accounts/profile_json.hpp"
#include "accounts/requests.hpp"
#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "http/bearer.hpp"
#include "http/query.hpp"
#include "json/fields.hpp"

namespace tillwatch::accounts {
namespace {

constexpr std::string_view refresh_cookie = "tw_refresh";
constexpr std::string_view flow_cookie = "tw_signup";

/// A cookie for these paths alone, that no script reads and no other site sends.
std::string cookie(const Desk& desk, std::string_view name, std::string_view value,
                   std::int64_t seconds) {
    const bool https = desk.environment().public_url.starts_with("https://");
    return fmt::format("{}={}; Path=/api/v1/auth; Max-Age={}; HttpOnly; SameSite=Strict{}", name,
                       value, seconds, https ? "; Secure" : "");
}

http::Response session_answer(const Desk& desk, const SignedIn& signed_in) {
    const auto& grant = signed_in.grant;
    json::Writer out;
    out.begin_object().member("access_token", grant.access_token.reveal());
    out.member("token_type", "Bearer").member("expires_in", access_token_seconds).key("user");
    write_profile(out, signed_in.profile);
    out.end_object();
    return http::json(200, out.take())
        .header("Set-Cookie",
                cookie(desk, refresh_cookie, grant.refresh_token.reveal(), grant.refresh_seconds));
}

http::Response accepted() {
    return http::json(202, "{}");
}

/// The body of a request that nobody may send too often.
json::Body read(Desk& desk, const http::Request& request, std::span<const std::string_view> known) {
    http::Query(request, {}).throw_if_refused();
    desk.addresses.take(request.client());
    return json::Body(request.body(), known);
}

/// The flow of an address as the cookie has it: one browser may have several in a row.
std::string flow_text(std::string_view email, std::int64_t flow) {
    return opaque_text(flow) + '.' + base64url(crypto::sha256(bytes_of(email)));
}

/// None where the cookie is not there or of another address.
std::optional<std::int64_t> find_flow(const http::Request& request, std::string_view email) {
    const auto shown = find_cookie(request, flow_cookie).value_or("");
    const auto flow = parse_opaque(shown.substr(0, shown.find('.')));
    return flow && flow_text(email, *flow) == shown ? flow : std::nullopt;
}

void keep_flow(http::Response& answer, const Desk& desk, std::string_view email,
               std::int64_t flow) {
    answer.header("Set-Cookie",
                  cookie(desk, flow_cookie, flow_text(email, flow), code_valid_ms / 1'000));
}

http::Response sign_up(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"email", "password", "name", "invitation"};
    auto body = read(desk, request, known);
    SignUpRequest wanted;
    wanted.email = body.fields().get("email", &parse_email);
    wanted.password = body.fields().get("password", &parse_secret);
    wanted.name = body.fields().get("name", &parse_name);
    wanted.invitation = body.fields().find("invitation", &parse_secret);
    body.throw_if_refused();
    const auto flow = desk.sign_up.begin(wanted);
    auto answer = accepted();
    keep_flow(answer, desk, wanted.email, flow);
    return answer;
}

http::Response verify(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"email", "code"};
    auto body = read(desk, request, known);
    const auto email = body.fields().get("email", &parse_email);
    const auto code = body.fields().get("code", &parse_any);
    body.throw_if_refused();
    const auto signed_in =
        desk.sign_up.verify(email, code, find_flow(request, email), device_of(request));
    desk.addresses.give_back(request.client());
    return session_answer(desk, signed_in);
}

http::Response resend(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"email"};
    auto body = read(desk, request, known);
    const auto email = body.fields().get("email", &parse_email);
    body.throw_if_refused();
    desk.sign_up.resend(email);
    auto answer = accepted();
    // The code is good for longer now, and so is what shows whose it is.
    if (const auto flow = find_flow(request, email)) keep_flow(answer, desk, email, *flow);
    return answer;
}

http::Response login(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"email", "password"};
    auto body = read(desk, request, known);
    const auto email = body.fields().get("email", &parse_email);
    const auto password = body.fields().get("password", &parse_secret);
    body.throw_if_refused();
    const auto outcome = desk.sign_in.by_password(email, password, device_of(request));
    desk.addresses.give_back(request.client());
    if (const auto* signed_in = std::get_if<SignedIn>(&outcome))
        return session_answer(desk, *signed_in);
    json::Writer out;
    out.begin_object().member("second_factor", "totp");
    out.member("ticket", std::get<SecondFactorNeeded>(outcome).ticket.reveal()).end_object();
    return http::json(200, out.take());
}

http::Response login_totp(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"ticket", "code"};
    auto body = read(desk, request, known);
    const auto ticket = body.fields().get("ticket", &parse_secret);
    const auto code = body.fields().get("code", &parse_any);
    body.throw_if_refused();
    const auto signed_in = desk.sign_in.by_ticket(ticket, code, device_of(request));
    desk.addresses.give_back(request.client());
    return session_answer(desk, signed_in);
}

Secret refresh_token_of(const http::Request& request) {
    return Secret(std::string(find_cookie(request, refresh_cookie).value_or("")));
}

http::Response refresh(Desk& desk, http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    refuse_all_but_our_scripts(request);
    desk.count_renewal(request);
    const auto signed_in = desk.sign_in.by_refresh(refresh_token_of(request), device_of(request));
    if (!signed_in) throw Failure(Code::unauthenticated, "sign in again");
    return session_answer(desk, *signed_in);
}

/// An access token signs it too. The cookie counts only where a script of ours sends it.
http::Response logout(Desk& desk, http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    desk.count_renewal(request);
    const bool by_cookie = is_of_our_scripts(request);
    const auto access_token = http::bearer(request);
    if (!by_cookie && !access_token) refuse_all_but_our_scripts(request);
    const bool by_token =
        access_token && desk.sign_in.sign_out_by_access_token(*access_token, device_of(request));
    if (!by_cookie && !by_token)
        throw Failure(Code::unauthenticated, "the access token is none of a session");
    if (!by_cookie) return http::no_content();
    desk.sign_in.sign_out(refresh_token_of(request), device_of(request));
    return http::no_content().header("Set-Cookie", cookie(desk, refresh_cookie, "", 0));
}

http::Response forgot(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"email"};
    auto body = read(desk, request, known);
    const auto email = body.fields().get("email", &parse_email);
    body.throw_if_refused();
    desk.passwords.forgot(email);
    return accepted();
}

http::Response reset(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"token", "password"};
    auto body = read(desk, request, known);
    const auto token = body.fields().get("token", &parse_secret);
    const auto password = body.fields().get("password", &parse_secret);
    body.throw_if_refused();
    desk.passwords.reset(token, password, device_of(request));
    desk.addresses.give_back(request.client());
    return http::no_content().header("Set-Cookie", cookie(desk, refresh_cookie, "", 0));
}

http::Response undo_email(Desk& desk, http::Request& request) {
    constexpr std::string_view known[] = {"token"};
    auto body = read(desk, request, known);
    const auto token = body.fields().get("token", &parse_secret);
    body.throw_if_refused();
    desk.email_changes.undo(token, device_of(request));
    desk.addresses.give_back(request.client());
    return http::no_content();
}

template <http::Response (*handler)(Desk&, http::Request&)>
constexpr http::Route<Desk> route(std::string_view path) {
    return {http::Method::post, path, http::Access::our_pages, http::body_bytes_default_max,
            http::Coroutine<Desk>{&on_hashing_thread<handler>}};
}

constexpr http::Route<Desk> quick(std::string_view path,
                                  http::Response (*handler)(Desk&, http::Request&),
                                  std::size_t bytes_max = http::body_bytes_default_max) {
    return {http::Method::post, path, http::Access::our_pages, bytes_max,
            http::Blocking<Desk>{handler}};
}

constexpr http::Route<Desk> table[] = {
    route<sign_up>("/api/v1/auth/signup"),        quick("/api/v1/auth/verify", verify),
    quick("/api/v1/auth/resend", resend),         route<login>("/api/v1/auth/login"),
    quick("/api/v1/auth/login/totp", login_totp), quick("/api/v1/auth/refresh", refresh, 0),
    quick("/api/v1/auth/logout", logout, 0),      quick("/api/v1/auth/password/forgot", forgot),
    route<reset>("/api/v1/auth/password/reset"),  quick("/api/v1/auth/email/undo", undo_email),
};

}  // namespace

std::span<const http::Route<Desk>> auth_routes() {
    return table;
}

}  // namespace tillwatch::accounts
