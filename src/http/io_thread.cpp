#include "http/io_thread.hpp"

#include <chrono>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <sys/socket.h>

#include "http/problem.hpp"

namespace tillwatch::http {
namespace {

std::string date_now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return http_date(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

constexpr std::size_t waste_bytes = 64 * kib;

}  // namespace

IoThread::IoThread(Serving& serving, std::size_t connections_max)
    : serving_(serving),
      connections_max_(connections_max),
      date_(date_now()),
      waste_(waste_bytes),
      work_(context_.get_executor()),
      sweep_timer_(context_) {}

IoThread::~IoThread() = default;

void IoThread::run() {
    sweep();
    context_.run();
}

void IoThread::sweep() {
    const auto now = Connection::Clock::now();
    for (auto at = all_.begin(); at != all_.end();) {
        auto& connection = *at++;
        if (connection.deadline() <= now) connection.end(Connection::Ending::timed_out);
    }
    date_ = date_now();
    sweep_timer_.expires_after(serving_.limits.sweep_interval);
    sweep_timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) sweep();
    });
}

void IoThread::adopt(boost::asio::ip::tcp::socket socket, const IpAddress& peer, bool counted) {
    const bool full = open_ >= connections_max_ && !evict();
    if (full || serving_.stopping) {
        if (counted) serving_.addresses.leave(peer.holder());
        turn_away(std::move(socket));
        return;
    }
    auto connection = std::make_unique<Connection>(*this, std::move(socket), peer, counted);
    all_.push_back(*connection);
    ++open_;
    ++serving_.connections;
    serving_.metrics.open.add(1);
    boost::asio::co_spawn(context_, Connection::run(std::move(connection)), boost::asio::detached);
}

bool IoThread::evict() {
    if (waiting_.empty()) return false;
    waiting_.front().end(Connection::Ending::evicted);
    serving_.metrics.evicted.add();
    --open_;
    return true;
}

void IoThread::leave(Connection& connection) {
    connection.in_all.unlink();
    if (!connection.was_evicted()) --open_;
    --serving_.connections;
    serving_.metrics.open.add(-1);
}

/// Everyone is busy being answered: the newcomer is told so, if it listens.
void IoThread::turn_away(boost::asio::ip::tcp::socket socket) {
    serving_.metrics.turned_away.add();
    const auto id = RequestId::next();
    const auto response = problem(503, "the server has no connection to spare", id.text());
    std::string bytes;
    serving_.response_head.append(bytes, response,
                                  {.request_id = id.text(), .date = date_, .keep_alive = false});
    bytes += std::get<std::string>(response.body);
    [[maybe_unused]] const auto sent =
        ::send(socket.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(socket.native_handle(), SHUT_WR);
}

void IoThread::begin_stop() {
    for (auto at = all_.begin(); at != all_.end();) (at++)->begin_stop();
}

void IoThread::cut_all() {
    for (auto at = all_.begin(); at != all_.end();) (at++)->cut();
}

void IoThread::enter_waiting(Connection& connection) {
    if (!connection.in_waiting.is_linked()) waiting_.push_back(connection);
}

std::unique_ptr<Exchange> IoThread::take_exchange() {
    if (spare_.empty()) return std::make_unique_for_overwrite<Exchange>();
    auto exchange = std::move(spare_.back());
    spare_.pop_back();
    return exchange;
}

void IoThread::give_back(std::unique_ptr<Exchange> exchange) {
    exchange->clear();
    if (spare_.size() < serving_.limits.spare_buffers_max) spare_.push_back(std::move(exchange));
}

}  // namespace tillwatch::http
