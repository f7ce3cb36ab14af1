#include "authorize.hpp"

#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "http/problem.hpp"

namespace tillwatch {
namespace {

http::Response refuse(Code code, std::string_view message, const http::Request& request) {
    return http::problem(Error{code, std::string(message), {}}, request.id());
}

/// The credentials of "Authorization: Bearer …".
std::optional<std::string_view> bearer(std::optional<std::string_view> header) {
    constexpr std::string_view scheme = "bearer ";
    if (!header || header->size() <= scheme.size()) return std::nullopt;
    for (std::size_t i = 0; i < scheme.size(); ++i)
        if (((*header)[i] | 0x20) != (scheme[i] | 0x20)) return std::nullopt;
    return header->substr(scheme.size());
}

std::optional<std::string_view> bearer(const http::Request& request) {
    return bearer(request.header("authorization"));
}

bool reads_only(http::Method method) {
    return method == http::Method::get || method == http::Method::head;
}

}  // namespace

std::optional<http::Response> Authorizer::operator()(http::Access access,
                                                     http::Request& request) const {
    switch (access) {
        case http::Access::anyone:
        case http::Access::signed_webhook: return std::nullopt;
        case http::Access::metrics: return check_metrics(request);
        case http::Access::user: return check_caller(request);
        case http::Access::store_viewer: return check_member(request, stores::Role::viewer);
        case http::Access::store_admin: return check_member(request, stores::Role::admin);
        case http::Access::store_owner: return check_member(request, stores::Role::owner);
        case http::Access::operator_: break;
    }
    return refuse(Code::forbidden, "only an operator may do this", request);
}

/// Direct loopback peers may read, unless somebody else speaks through them.
std::optional<http::Response> Authorizer::check_metrics(const http::Request& request) const {
    const bool forwarded = request.header_count("x-forwarded-for") > 0 ||
                           request.header_count("forwarded") > 0 ||
                           request.header_count("x-real-ip") > 0;
    if (request.peer().is_loopback() && !forwarded) return std::nullopt;
    const auto token = bearer(request);
    if (!metrics_token_.empty() && token &&
        crypto::constant_time_equal(bytes_of(*token), bytes_of(metrics_token_.reveal())))
        return std::nullopt;
    return refuse(Code::unauthenticated, "the metrics token is missing or wrong", request);
}

std::optional<http::Response> Authorizer::check_caller(http::Request& request) const {
    const auto credentials = bearer(request);
    auto caller = credentials ? app_.accounts.find_caller(*credentials) : std::nullopt;
    if (!caller)
        return refuse(Code::unauthenticated, "a valid API key is needed, as a bearer token",
                      request);
    const bool allowed = reads_only(request.method()) ? caller->scopes.read : caller->scopes.write;
    if (!allowed) return refuse(Code::forbidden, "this API key lacks the scope for it", request);
    request.set_caller(*caller);
    return std::nullopt;
}

/// Somebody else's store is as one that does not exist.
std::optional<http::Response> Authorizer::check_member(http::Request& request,
                                                       stores::Role least) const {
    if (auto refused = check_caller(request)) return refused;
    const auto user_id = request.caller<accounts::Caller>()->user_id;
    const auto store_id = parse_opaque(request.parameter("store"));
    auto membership =
        store_id ? app_.stores.find_membership(user_id, StoreId{*store_id}) : std::nullopt;
    if (!membership) return refuse(Code::not_found, "there is no such store", request);
    if (membership->role < least)
        return refuse(Code::forbidden, "your role in this store does not allow it", request);
    request.set_caller(*std::move(membership));
    return std::nullopt;
}

bool Authorizer::may_still_read(const Secret& authorization, StoreId store_id) const {
    const auto credentials = bearer(std::optional(authorization.reveal()));
    const auto caller = credentials ? app_.accounts.find_caller(*credentials) : std::nullopt;
    return caller && caller->scopes.read &&
           app_.stores.find_membership(caller->user_id, store_id).has_value();
}

}  // namespace tillwatch
