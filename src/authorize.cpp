#include "authorize.hpp"

#include <algorithm>

#include "accounts/requests.hpp"
#include "base/encoding.hpp"
#include "base/try_again.hpp"
#include "crypto/digest.hpp"
#include "http/bearer.hpp"
#include "http/csv.hpp"
#include "http/problem.hpp"

namespace tillwatch {
namespace {

http::Response refuse(Code code, std::string_view message, const http::Request& request) {
    return http::problem(Error{code, std::string(message), {}}, request.id());
}

/// Whether an API key's scopes are enough. A session has them all.
bool is_within(accounts::Scopes scopes, http::Access access, const http::Request& request) {
    if (request.method() != http::Method::get && request.method() != http::Method::head)
        return scopes.write;
    const bool exports = access == http::Access::store_list && http::wants_csv(request);
    return exports ? scopes.export_ : scopes.read;
}

stores::Role least_role(http::Access access) {
    if (access == http::Access::store_owner) return stores::Role::owner;
    return access == http::Access::store_admin ? stores::Role::admin : stores::Role::viewer;
}

template <class Key>
void count(RateLimit<Key>& limit, const Key& key, const http::Request& request) {
    if (const auto after_s = limit.take(key, request.started()))
        throw TryAgain(*after_s, "too many requests: slow down");
}

/// Also of who comes by an API key: it is as good as who made it.
bool lacks_second_factor(const stores::Membership& membership) {
    return membership.store.second_factor_required && !membership.has_second_factor;
}

/// Everybody may leave a store.
bool leaves(const http::Request& request, const accounts::Caller& caller) {
    return request.method() == http::Method::delete_ && request.path().contains("/members/") &&
           request.parameter("id") == opaque_text(caller.user_id);
}

}  // namespace

std::optional<http::Response> Authorizer::operator()(http::Access access, http::Request& request) {
    switch (access) {
        case http::Access::anyone:
        case http::Access::signed_webhook: return std::nullopt;
        case http::Access::our_pages:
            accounts::refuse_other_sites(request, public_url_);
            return std::nullopt;
        case http::Access::metrics: return check_metrics(request);
        case http::Access::user: return check_caller(access, request);
        case http::Access::session: return check_session(request);
        case http::Access::store_viewer:
        case http::Access::store_list:
        case http::Access::store_admin:
        case http::Access::store_owner: return check_member(access, request);
        case http::Access::operator_:
        case http::Access::unstated: break;
    }
    return refuse(Code::forbidden, "only an operator may do this", request);
}

/// Direct loopback peers may read, unless somebody else speaks through them.
std::optional<http::Response> Authorizer::check_metrics(const http::Request& request) const {
    const bool forwarded = request.header_count("x-forwarded-for") > 0 ||
                           request.header_count("forwarded") > 0 ||
                           request.header_count("x-real-ip") > 0;
    if (request.peer().is_loopback() && !forwarded) return std::nullopt;
    const auto token = http::bearer(request);
    if (!metrics_token_.empty() && token &&
        crypto::constant_time_equal(bytes_of(*token), bytes_of(metrics_token_.reveal())))
        return std::nullopt;
    return refuse(Code::unauthenticated, "the metrics token is missing or wrong", request);
}

std::optional<accounts::Caller> Authorizer::find_caller(std::string_view credentials) const {
    if (auto of_session = app_.sessions.find_caller(credentials)) return of_session;
    return app_.accounts.find_caller(credentials);
}

std::optional<http::Response> Authorizer::check_caller(http::Access access,
                                                       http::Request& request) {
    const auto credentials = http::bearer(request);
    auto caller = credentials ? find_caller(*credentials) : std::nullopt;
    if (!caller)
        return refuse(Code::unauthenticated,
                      "a session's access token or an API key is needed, as a bearer token",
                      request);
    count(of_users_, caller->user_id, request);
    if (caller->api_key_id) app_.api_keys.note_use(*caller->api_key_id);
    if (!is_within(caller->scopes, access, request))
        return refuse(Code::forbidden, "this API key lacks the scope for it", request);
    request.set_caller(*caller);
    return std::nullopt;
}

std::optional<http::Response> Authorizer::check_session(http::Request& request) {
    if (auto refused = check_caller(http::Access::session, request)) return refused;
    if (request.caller<accounts::Caller>()->session_id) return std::nullopt;
    return refuse(Code::forbidden, "this takes a session; an API key will not do", request);
}

/// Somebody else's store is as one that does not exist.
std::optional<http::Response> Authorizer::check_member(http::Access access,
                                                       http::Request& request) {
    if (auto refused = check_caller(access, request)) return refused;
    const auto caller = *request.caller<accounts::Caller>();
    const auto store_id = parse_opaque(request.parameter("store"));
    auto membership =
        store_id ? app_.stores.find_membership(caller.user_id, StoreId{*store_id}) : std::nullopt;
    if (!membership) return refuse(Code::not_found, "there is no such store", request);
    count(of_stores_, membership->store.id, request);
    if (lacks_second_factor(*membership) && !leaves(request, caller))
        return refuse(Code::forbidden,
                      "this store asks its members for a second factor; turn yours on", request);
    membership->caller = caller;
    if (membership->role < least_role(access))
        return refuse(Code::forbidden, "your role in this store does not allow it", request);
    request.set_caller(*std::move(membership));
    return std::nullopt;
}

bool Authorizer::may_still_read(const Secret& authorization, StoreId store_id) const {
    const auto credentials = http::bearer(std::optional(authorization.reveal()));
    const auto caller = credentials ? find_caller(*credentials) : std::nullopt;
    if (!caller || !caller->scopes.read) return false;
    const auto membership = app_.stores.find_membership(caller->user_id, store_id);
    return membership && !lacks_second_factor(*membership);
}

bool Authorizer::may_still_export(const stores::Membership& so_far) const {
    const auto& caller = so_far.caller;
    const auto has = [](const auto& items, auto id) {
        return std::ranges::any_of(items, [&](const auto& item) { return item.id == id; });
    };
    const bool is_in = caller.session_id
                           ? has(app_.sessions.list(caller.user_id), *caller.session_id)
                           : has(app_.api_keys.list(caller.user_id), *caller.api_key_id);
    if (!is_in) return false;
    const auto membership = app_.stores.find_membership(caller.user_id, so_far.store.id);
    return membership && !lacks_second_factor(*membership) &&
           membership->sees_personal_data >= so_far.sees_personal_data;
}

}  // namespace tillwatch
