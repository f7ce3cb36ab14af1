#include "http/server.hpp"

#include <algorithm>
#include <memory>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/result.hpp"
#include "base/this_thread.hpp"
#include "http/acceptor.hpp"
#include "http/io_thread.hpp"

namespace tillwatch::http {
namespace {

namespace asio = boost::asio;
constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

/// Files that the process needs beside its connections: databases, logs, outgoing calls.
constexpr std::size_t other_files = 128;
constexpr auto stop_poll_interval = std::chrono::milliseconds(5);

std::size_t fit(std::size_t connections_max) {
    const auto files = raise_open_files_limit();
    const auto spare = std::min(other_files, files / 2);
    return std::max<std::size_t>(1, std::min(connections_max, files - spare));
}

}  // namespace

std::size_t raise_open_files_limit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    return static_cast<std::size_t>(limit.rlim_cur);
}

struct Server::Parts {
    Parts(ServerOptions options, const Dispatch& dispatch, Metrics& metrics)
        : serving(std::move(options), dispatch, metrics),
          io_threads(make_threads()),
          acceptor(serving, io_threads),
          stop_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          stop_watch(io_threads.front()->context(), stop_event) {}

    std::vector<std::unique_ptr<IoThread>> make_threads() {
        const auto count = std::max(1U, serving.options.threads);
        const auto each = (fit(serving.limits.connections_max) + count - 1) / count;
        std::vector<std::unique_ptr<IoThread>> made;
        made.reserve(count);
        for (unsigned i = 0; i < count; ++i)
            made.push_back(std::make_unique<IoThread>(serving, each));
        return made;
    }

    asio::awaitable<void> supervise();
    asio::awaitable<void> until_empty(std::chrono::milliseconds most);
    void finish();

    Serving serving;
    std::vector<std::unique_ptr<IoThread>> io_threads;
    Acceptor acceptor;
    const int stop_event;
    asio::posix::stream_descriptor stop_watch;  // owns stop_event
    std::vector<std::thread> threads;
};

asio::awaitable<void> Server::Parts::until_empty(std::chrono::milliseconds most) {
    const auto deadline = std::chrono::steady_clock::now() + most;
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (serving.connections > 0 && std::chrono::steady_clock::now() < deadline) {
        timer.expires_after(stop_poll_interval);
        co_await timer.async_wait(quietly);
    }
}

asio::awaitable<void> Server::Parts::supervise() {
    co_await stop_watch.async_wait(asio::posix::stream_descriptor::wait_read, quietly);
    serving.stopping = true;
    acceptor.close();
    for (auto& thread : io_threads) {
        asio::post(thread->context(), [&thread = *thread] { thread.begin_stop(); });
    }
    co_await until_empty(serving.limits.stop_time);
    for (auto& thread : io_threads) {
        asio::post(thread->context(), [&thread = *thread] { thread.cut_all(); });
    }
    co_await until_empty(serving.limits.stop_time);
    for (auto& thread : io_threads) thread->context().stop();
}

Server::Server(ServerOptions options, const Dispatch& dispatch, Metrics& metrics)
    : parts_(std::make_unique<Parts>(std::move(options), dispatch, metrics)) {}

Server::~Server() {
    if (parts_->threads.empty()) return;
    stop();
    wait();
    // A handler that is still at work on a worker will come back to its event loop: then that must
    // exist, so what belongs to it is never freed.
    if (parts_->serving.connections > 0) [[maybe_unused]]
        auto* kept = parts_.release();
}

std::uint16_t Server::port() const {
    return parts_->acceptor.port();
}

void Server::start() {
    parts_->acceptor.start();
    asio::co_spawn(parts_->io_threads.front()->context(), parts_->supervise(), asio::detached);
    for (auto& thread : parts_->io_threads) {
        parts_->threads.emplace_back([&thread = *thread] {
            name_this_thread("http");
            thread.run();
        });
    }
}

void Server::stop() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(parts_->stop_event, &one, sizeof one);
}

void Server::wait() {
    for (auto& thread : parts_->threads) {
        if (thread.joinable()) thread.join();
    }
}

std::size_t Server::connections() const {
    return parts_->serving.connections;
}

}  // namespace tillwatch::http
