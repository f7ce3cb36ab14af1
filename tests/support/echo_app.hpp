// A small application with one route of each kind, for tests of the HTTP server. Header only.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "http/events.hpp"
#include "http/router.hpp"
#include "http/suspend.hpp"

namespace tillwatch::test {

struct EchoApp {
    std::shared_ptr<http::EventQueue> events = std::make_shared<http::EventQueue>();
    std::atomic<int> calls{0};
    std::atomic<long> streamed_bytes{0};
    std::atomic<bool> stream_ended{false};
    std::atomic<int> held{0};
    std::mutex mutex;
    std::vector<http::Resume<int>> waiting;

    /// Lets the requests at /hold go on.
    void release() {
        std::vector<http::Resume<int>> all;
        {
            const std::lock_guard lock(mutex);
            all.swap(waiting);
        }
        for (auto& resume : all) resume(0);
    }
};

namespace echo {

using http::Request;
using http::Response;
using Answer = boost::asio::awaitable<Response>;

inline Response hello(EchoApp& app, Request&) {
    ++app.calls;
    return {200, http::text_type, http::Constant{"hello"}};
}
inline Response body(EchoApp& app, Request& request) {
    ++app.calls;
    return http::text(200, request.take_body());
}
inline Response store(EchoApp&, Request& request) {
    return http::text(200, std::string(request.parameter("store")));
}
inline Response order(EchoApp&, Request& request) {
    return http::text(200, std::string(request.parameter("store")) + " " +
                               std::string(request.parameter("order")));
}
inline Response fails(EchoApp&, Request&) {
    throw Failure(Error{Code::invalid, "wrong", {{"day", "is \"no\" day"}}});
}
inline Response breaks(EchoApp&, Request&) {
    throw std::runtime_error("secret detail");
}
inline Answer breaks_later(EchoApp& app, Request& request) {
    co_return breaks(app, request);
}
inline Response forges(EchoApp&, Request&) {
    return http::see_other("/a\r\nSet-Cookie: forged=1");
}
inline Answer hold(EchoApp& app, Request&) {
    auto start = [&app](http::Resume<int> resume) {
        const std::lock_guard lock(app.mutex);
        app.waiting.push_back(std::move(resume));
        ++app.held;
    };
    co_await http::suspend<int>(start);
    co_return http::text(200, "held");
}

inline boost::asio::awaitable<void> count_up(EchoApp& app, int pieces, std::size_t size,
                                             http::BodyWriter& writer) {
    for (int i = 0; i < pieces; ++i) {
        if (!co_await writer.write(std::string(size, static_cast<char>('a' + i % 26)))) break;
        app.streamed_bytes += static_cast<long>(size);
    }
    app.stream_ended = true;
}
inline Response pieces(EchoApp& app, Request& request) {
    const int count = std::stoi(request.query("count").value_or("3"));
    const auto size = std::stoul(request.query("size").value_or("2"));
    return http::stream(http::text_type, [&app, count, size](http::BodyWriter& writer) {
        return count_up(app, count, size, writer);
    });
}
inline boost::asio::awaitable<void> break_off(http::BodyWriter& writer) {
    co_await writer.write("begun");
    throw std::runtime_error("broken off");
}
inline Response broken_stream(EchoApp&, Request&) {
    return http::stream(http::text_type,
                        [](http::BodyWriter& writer) { return break_off(writer); });
}
inline Response events(EchoApp& app, Request&) {
    return http::event_stream(app.events);
}

}  // namespace echo

inline constexpr http::Route<EchoApp> echo_routes[] = {
    {http::Method::get, "/hello", http::Access::anyone, 0, http::AtOnce<EchoApp>{echo::hello}},
    {http::Method::get, "/", http::Access::anyone, 0, http::AtOnce<EchoApp>{echo::hello}},
    {http::Method::post, "/", http::Access::anyone, 1000, http::AtOnce<EchoApp>{echo::body}},
    {http::Method::post, "/echo", http::Access::anyone, http::body_bytes_default_max,
     http::AtOnce<EchoApp>{echo::body}},
    {http::Method::post, "/small", http::Access::anyone, 16, http::AtOnce<EchoApp>{echo::body}},
    {http::Method::post, "/echo-on-worker", http::Access::user, http::body_bytes_webhook_max,
     http::Blocking<EchoApp>{echo::body}},
    {http::Method::get, "/hello-on-worker", http::Access::anyone, 0,
     http::Blocking<EchoApp>{echo::hello}},
    {http::Method::get, "/stores/{store}", http::Access::anyone, 0,
     http::AtOnce<EchoApp>{echo::store}},
    {http::Method::get, "/stores/{store}/orders/{order}", http::Access::store_viewer, 0,
     http::Blocking<EchoApp>{echo::order}},
    {http::Method::get, "/fails", http::Access::anyone, 0, http::AtOnce<EchoApp>{echo::fails}},
    {http::Method::get, "/fails-on-worker", http::Access::anyone, 0,
     http::Blocking<EchoApp>{echo::fails}},
    {http::Method::get, "/breaks", http::Access::anyone, 0, http::AtOnce<EchoApp>{echo::breaks}},
    {http::Method::get, "/breaks-later", http::Access::anyone, 0,
     http::Coroutine<EchoApp>{echo::breaks_later}},
    {http::Method::get, "/forges", http::Access::anyone, 0, http::AtOnce<EchoApp>{echo::forges}},
    {http::Method::get, "/hold", http::Access::anyone, 0, http::Coroutine<EchoApp>{echo::hold}},
    {http::Method::get, "/hold-for-users", http::Access::user, 0,
     http::Coroutine<EchoApp>{echo::hold}},
    {http::Method::get, "/pieces", http::Access::anyone, 0, http::AtOnce<EchoApp>{echo::pieces}},
    {http::Method::get, "/broken-stream", http::Access::anyone, 0,
     http::AtOnce<EchoApp>{echo::broken_stream}},
    {http::Method::get, "/events", http::Access::anyone, 0, http::AtOnce<EchoApp>{echo::events}},
};

/// Lets in whoever says so with `Authorization: yes`.
inline std::optional<http::Response> echo_authorize(http::Access access, http::Request& request) {
    if (http::is_judged_at_once(access)) return std::nullopt;
    if (request.header("authorization") == "yes") return std::nullopt;
    throw Failure(Code::unauthenticated, "say yes");
}

}  // namespace tillwatch::test
