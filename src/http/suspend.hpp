// Suspends a coroutine until some other thread has a value for it: how a handler waits for what
// happens elsewhere, a commit or a worker's result, without holding a thread.
#pragma once

#include <functional>
#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillwatch::http {

/// Call it exactly once, from any thread; the coroutine goes on in its own.
template <class T>
using Resume = std::move_only_function<void(T)>;

/// `co_await suspend<Outcome>([&](Resume<Outcome> resume) { queue.push(…, std::move(resume)); })`.
/// `start` is called at once, in the coroutine's thread. T can be made without arguments.
template <class T, class Start>
boost::asio::awaitable<T> suspend(Start start) {
    namespace asio = boost::asio;
    auto initiate = [](auto handler, Start begin) {
        auto executor = asio::get_associated_executor(handler);
        begin(Resume<T>([handler = std::move(handler), executor](T value) mutable {
            asio::post(executor,
                       [handler = std::move(handler), value = std::move(value)]() mutable {
                           std::move(handler)(std::move(value));
                       });
        }));
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(T)>(
        std::move(initiate), asio::use_awaitable, std::move(start));
}

}  // namespace tillwatch::http
