// The router: tables of routes, each over the type of the part that answers it, become one
// dispatch. A route states who may call it and how large its body may be; the authorizer is asked
// before each handler. Built once before the server starts, then read by all threads.
//
//   constexpr Route<Stores> routes[] = {
//       {Method::get, "/api/v1/stores", Access::user, 0, Blocking<Stores>{list_stores}},
//   };
//   Router router(workers, authorize);
//   router.add(stores, routes);
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "http/dispatch.hpp"
#include "http/route_table.hpp"
#include "http/workers.hpp"

namespace tillwatch::http {

/// Who may call a route. An API key also needs the scope `read`, where the route's method only
/// reads, or else `write`. The first three that let in are judged without the database, on the I/O
/// thread.
enum class Access : std::uint8_t {
    unstated,  // nobody: a router does not take such a route
    anyone,
    our_pages,       // anyone, but no page of another site
    signed_webhook,  // the handler checks the signature over the body
    metrics,         // loopback peers, or the metrics token
    user,            // a session or an API key
    session,         // somebody who is signed in; no API key
    store_viewer,    // a member of the store that the path names, or better
    store_list,      // the same; as CSV it needs the scope `export`
    store_admin,
    store_owner,
    operator_,  // who runs this instance
};

constexpr bool is_judged_at_once(Access access) {
    return access <= Access::metrics;
}

/// Runs on the I/O thread: for what is done in microseconds and never waits.
template <class Part>
struct AtOnce {
    Response (*call)(Part&, Request&);
};
/// Runs on a worker, together with its authorization.
template <class Part>
struct Blocking {
    Response (*call)(Part&, Request&);
};
/// A coroutine on the I/O thread; the request outlives it.
template <class Part>
struct Coroutine {
    boost::asio::awaitable<Response> (*call)(Part&, Request&);
};
template <class Part>
using Handler = std::variant<AtOnce<Part>, Blocking<Part>, Coroutine<Part>>;

template <class Part>
struct Route {
    Method method;
    std::string_view path;
    Access access;
    std::size_t body_bytes_max;  // 0: of a body nothing is read, which may be an empty object
    Handler<Part> handler;
};

class Router final : public Dispatch {
  public:
    /// Nothing if the request may go on, else its answer. It may leave Request::set_caller.
    using Authorizer = std::function<std::optional<Response>(Access, Request&)>;
    /// For a GET of a path that no route has: static files.
    using Fallback = std::function<std::optional<Response>(Request&)>;

    Router(Workers& workers, Authorizer authorizer);

    template <class Part>
    Router& add(Part& part, std::span<const Route<Part>> routes) {
        for (const auto& route : routes) {
            add_entry(erase(part, route));
        }
        return *this;
    }
    template <class Part, std::size_t count>
    Router& add(Part& part, const Route<Part> (&routes)[count]) {
        return add(part, std::span<const Route<Part>>(routes));
    }
    Router& set_fallback(Fallback fallback);

    /// Every route: for the documentation's check and the tests of access.
    struct Listed {
        Method method;
        std::string_view path;
        Access access;
    };
    std::vector<Listed> list() const;

    Destination find(Method method, std::string_view path) const override;
    Response answer_at_once(const Destination& destination, Request& request) const override;
    boost::asio::awaitable<Response> answer(Destination destination,
                                            Request& request) const override;

  private:
    using Now = std::function<Response(Request&)>;
    using Later = std::function<boost::asio::awaitable<Response>(Request&)>;
    struct Entry {
        Method method = Method::get;
        Access access = Access::operator_;
        std::string_view path;
        std::size_t body_bytes_max = 0;
        Now at_once;  // exactly one of the three is set
        Now blocking;
        Later coroutine;
    };

    template <class Part>
    static Entry erase(Part& part, const Route<Part>& route) {
        Entry entry;
        entry.method = route.method;
        entry.path = route.path;
        entry.access = route.access;
        entry.body_bytes_max = route.body_bytes_max;
        if (const auto* now = std::get_if<AtOnce<Part>>(&route.handler)) {
            entry.at_once = [&part, call = now->call](Request& r) { return call(part, r); };
        } else if (const auto* blocking = std::get_if<Blocking<Part>>(&route.handler)) {
            entry.blocking = [&part, call = blocking->call](Request& r) { return call(part, r); };
        } else {
            const auto call = std::get<Coroutine<Part>>(route.handler).call;
            entry.coroutine = [&part, call](Request& r) { return call(part, r); };
        }
        return entry;
    }

    void add_entry(Entry entry);
    /// Nothing if the request may go on: its caller may, and its body is what handlers read.
    std::optional<Response> refuse(const Entry& entry, Request& request) const;
    Response call(const Now& handler, const Entry& entry, Request& request) const;
    Response answer_unrouted(const Destination& destination, Request& request) const;
    boost::asio::awaitable<Response> answer_on_worker(const Entry& entry, Request& request) const;
    boost::asio::awaitable<Response> answer_in_coroutine(const Entry& entry,
                                                         Request& request) const;

    Workers& workers_;
    Authorizer authorize_;
    Fallback fallback_;
    std::vector<Entry> entries_;
    RouteTable table_;
};

}  // namespace tillwatch::http
