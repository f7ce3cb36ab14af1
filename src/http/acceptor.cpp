#include "http/acceptor.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/result.hpp"

namespace tillwatch::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr int backlog = 4'096;

int open_reserve() {
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

tcp::endpoint endpoint_of(const ServerOptions& options) {
    auto text = options.address == "localhost" ? "127.0.0.1" : options.address;
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    boost::system::error_code error;
    const auto address = asio::ip::make_address(text, error);
    if (error) throw Failure(Code::invalid, "not an IP address to listen at: " + options.address);
    return {address, options.port};
}

IpAddress address_of(const tcp::endpoint& endpoint) {
    if (endpoint.address().is_v4()) {
        return IpAddress::from_ipv4(endpoint.address().to_v4().to_bytes());
    }
    return IpAddress{endpoint.address().to_v6().to_bytes()};
}

}  // namespace

Acceptor::Acceptor(Serving& serving, std::vector<std::unique_ptr<IoThread>>& threads)
    : serving_(serving), threads_(threads), acceptor_(threads.front()->context()) {
    const auto endpoint = endpoint_of(serving.options);
    boost::system::error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(backlog, error);
    if (error) {
        throw Failure(Code::unavailable, "cannot listen at " + serving.options.address + ":" +
                                             std::to_string(serving.options.port) + ": " +
                                             error.message());
    }
    port_ = acceptor_.local_endpoint().port();
    reserve_ = open_reserve();
}

Acceptor::~Acceptor() {
    if (reserve_ >= 0) ::close(reserve_);
}

void Acceptor::start() {
    asio::co_spawn(acceptor_.get_executor(), run(), asio::detached);
}

void Acceptor::close() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
}

asio::awaitable<void> Acceptor::run() {
    while (acceptor_.is_open()) {
        auto& thread = *threads_[next_++ % threads_.size()];
        tcp::socket socket(thread.context());
        auto [error] = co_await acceptor_.async_accept(socket, quietly);
        if (!error) {
            hand_over(std::move(socket), thread);
        } else if (error != asio::error::operation_aborted) {
            co_await recover(error);
        }
    }
}

void Acceptor::hand_over(tcp::socket socket, IoThread& thread) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;  // gone again
    const auto peer = address_of(endpoint);
    socket.set_option(tcp::no_delay(true), error);
    serving_.metrics.accepted.add();
    const bool counted = !serving_.is_exempt(peer);
    if (counted &&
        !serving_.addresses.enter(peer.holder(), serving_.limits.connections_per_address_max)) {
        serving_.metrics.turned_away.add();
        return;
    }
    asio::post(thread.context(), [&thread, peer, counted, socket = std::move(socket)]() mutable {
        thread.adopt(std::move(socket), peer, counted);
    });
}

/// The client at the head of the queue is closed with the help of the reserve; left there, it
/// would wait for nothing, and the queue behind it.
void Acceptor::turn_one_away() {
    if (reserve_ >= 0) ::close(reserve_);
    const int socket = ::accept4(acceptor_.native_handle(), nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0) ::close(socket);
    reserve_ = open_reserve();
    serving_.metrics.turned_away.add();
}

asio::awaitable<void> Acceptor::recover(boost::system::error_code error) {
    if (error == asio::error::connection_aborted || error == asio::error::interrupted) co_return;
    serving_.metrics.accept_errors.add();
    for (auto& thread : threads_) {
        asio::post(thread->context(), [&thread = *thread] { thread.evict(); });
    }
    if (error.value() == EMFILE || error.value() == ENFILE) turn_one_away();
    asio::steady_timer timer(acceptor_.get_executor(), serving_.limits.accept_pause_time);
    co_await timer.async_wait(quietly);
}

}  // namespace tillwatch::http
