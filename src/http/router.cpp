#include "http/router.hpp"

#include <algorithm>
#include <exception>
#include <iterator>

#include "base/ensure.hpp"
#include "http/characters.hpp"
#include "http/limits.hpp"
#include "http/offload.hpp"
#include "http/problem.hpp"

namespace tillwatch::http {
namespace {

// Destinations that are no route.
constexpr std::uint32_t unknown_path = UINT32_MAX;
constexpr std::uint32_t any_path = UINT32_MAX - 1;  // OPTIONS *
constexpr std::uint32_t known_path = 1U << 31;      // with another method; plus the path's index

constexpr std::size_t empty_object_bytes_max = 64;
constexpr std::string_view all_methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

Response allowing(Response response, std::string_view methods) {
    response.header("Allow", std::string(methods));
    return response;
}

/// Also what is not said to be anything, and what curl and others call a body of themselves: no
/// part reads forms.
bool may_be_json(const Request& request) {
    const auto header = request.header("content-type");
    if (!header) return true;
    auto type = header->substr(0, header->find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    constexpr std::string_view suffix = "+json";
    const auto end = type.substr(type.size() - std::min(type.size(), suffix.size()));
    return type.empty() || equals_ignoring_case(type, json_type) ||
           equals_ignoring_case(end, suffix) ||
           equals_ignoring_case(type, "application/x-www-form-urlencoded");
}

/// What many clients send where nothing is to be said.
bool is_empty_object(std::string_view body) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    std::string dense;
    std::ranges::remove_copy_if(body.substr(0, empty_object_bytes_max), std::back_inserter(dense),
                                is_blank);
    return body.size() <= empty_object_bytes_max && (dense.empty() || dense == "{}");
}

}  // namespace

Router::Router(Workers& workers, Authorizer authorizer)
    : workers_(workers), authorize_(std::move(authorizer)) {}

Router& Router::set_fallback(Fallback fallback) {
    fallback_ = std::move(fallback);
    return *this;
}

void Router::add_entry(Entry entry) {
    ENSURE(entry.access != Access::unstated && "a route says who may call it");
    // The I/O threads never wait for the database.
    ENSURE(!entry.at_once || is_judged_at_once(entry.access));
    table_.add(entry.method, entry.path, static_cast<std::uint32_t>(entries_.size()));
    entries_.push_back(std::move(entry));
}

std::vector<Router::Listed> Router::list() const {
    std::vector<Listed> listed;
    listed.reserve(entries_.size());
    for (const auto& entry : entries_) listed.push_back({entry.method, entry.path, entry.access});
    return listed;
}

Destination Router::find(Method method, std::string_view path) const {
    Destination destination;
    if (path == "*") {
        destination.route = any_path;
        return destination;
    }
    const auto found = table_.find(method, path);
    if (!found) {
        destination.route = unknown_path;
        return destination;
    }
    if (found->route == RouteTable::none) {
        destination.route = known_path | found->path;
        return destination;
    }
    const auto& entry = entries_[found->route];
    destination.route = found->route;
    destination.at_once = static_cast<bool>(entry.at_once);
    destination.ignores_body = false;
    destination.body_bytes_max =
        entry.body_bytes_max == 0 ? body_bytes_default_max : entry.body_bytes_max;
    destination.parameters = found->parameters;
    return destination;
}

std::optional<Response> Router::refuse(const Entry& entry, Request& request) const {
    if (auto refused = authorize_(entry.access, request)) return refused;
    const auto body = request.body();
    if (entry.access == Access::signed_webhook || body.empty()) return std::nullopt;
    if (!may_be_json(request))
        return problem(415, "a body is read as application/json", request.id());
    if (entry.body_bytes_max == 0 && !is_empty_object(body))
        return problem(422, "nothing is read of a body here", request.id());
    return std::nullopt;
}

Response Router::call(const Now& handler, const Entry& entry, Request& request) const {
    try {
        if (auto refused = refuse(entry, request)) return *std::move(refused);
        return handler(request);
    } catch (...) {
        return problem(std::current_exception(), request.id());
    }
}

Response Router::answer_unrouted(const Destination& destination, Request& request) const {
    if (destination.route == any_path) return allowing(no_content(), all_methods);
    if (destination.route == unknown_path) {
        const bool reads = request.method() == Method::get || request.method() == Method::head;
        if (fallback_ && reads) {
            if (auto response = fallback_(request)) return *std::move(response);
        }
        return problem(404, "there is nothing at this path", request.id());
    }
    const auto& allowed = table_.allowed(destination.route & ~known_path);
    if (request.method() == Method::options) return allowing(no_content(), allowed);
    return allowing(problem(405, "this path does not take this method", request.id()), allowed);
}

Response Router::answer_at_once(const Destination& destination, Request& request) const {
    if (destination.route < known_path) {
        const auto& entry = entries_[destination.route];
        return call(entry.at_once, entry, request);
    }
    try {
        return answer_unrouted(destination, request);
    } catch (...) {
        return problem(std::current_exception(), request.id());
    }
}

boost::asio::awaitable<Response> Router::answer_on_worker(const Entry& entry,
                                                          Request& request) const {
    Response response;
    auto work = [this, &entry, &request, &response] {
        response = call(entry.blocking, entry, request);
    };
    const bool ran = co_await run_on(workers_, std::move_only_function<void()>(work));
    if (!ran) co_return problem(503, "the server is busy", request.id());
    co_return response;
}

boost::asio::awaitable<Response> Router::answer_in_coroutine(const Entry& entry,
                                                             Request& request) const {
    std::optional<Response> refused;
    if (is_judged_at_once(entry.access)) {
        refused = refuse(entry, request);
    } else {
        auto judge = [this, &entry, &request] { return refuse(entry, request); };
        refused = co_await offload(workers_, judge);
    }
    if (refused) co_return *std::move(refused);
    co_return co_await entry.coroutine(request);
}

boost::asio::awaitable<Response> Router::answer(Destination destination, Request& request) const {
    const auto& entry = entries_[destination.route];
    std::exception_ptr thrown;
    try {
        if (entry.blocking) co_return co_await answer_on_worker(entry, request);
        co_return co_await answer_in_coroutine(entry, request);
    } catch (...) {
        thrown = std::current_exception();
    }
    co_return problem(thrown, request.id());
}

}  // namespace tillwatch::http
