#include "http/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/socket.h>

#include "http/cors.hpp"
#include "http/io_thread.hpp"
#include "http/problem.hpp"

namespace tillwatch::http {
namespace {

constexpr auto quietly = boost::asio::as_tuple(boost::asio::use_awaitable);
using Socket = boost::asio::ip::tcp::socket;

}  // namespace

Connection::Connection(IoThread& thread, Socket socket, const IpAddress& peer, bool counted)
    : thread_(thread),
      serving_(thread.serving()),
      socket_(std::move(socket)),
      peer_(peer),
      counted_(counted) {}

Connection::~Connection() {
    release_body_bytes();
    if (exchange_) thread_.give_back(std::move(exchange_));
    if (counted_) serving_.addresses.leave(peer_.holder());
    thread_.leave(*this);
}

boost::asio::awaitable<void> Connection::run(std::unique_ptr<Connection> self) {
    Connection& c = *self;
    auto progress = Progress::done;
    while (c.open_) {
        c.begin_wait_for_request();
        progress = c.read_request();
        while (progress == Progress::blocked) {
            c.set_reading_deadline();
            auto [error] = co_await c.socket_.async_wait(Socket::wait_read, quietly);
            progress = c.end_wait(error) ? c.read_request() : Progress::lost;
        }
        if (progress != Progress::done) break;
        c.in_waiting.unlink();
        c.phase_ = Phase::answering;
        c.deadline_ = Clock::time_point::max();

        auto& exchange = *c.exchange_;
        const auto& dispatch = c.serving_.dispatch;
        const bool at_once = exchange.destination.at_once;
        Response response;
        if (at_once)
            response = dispatch.answer_at_once(exchange.destination, *exchange.request);
        else
            response = co_await dispatch.answer(exchange.destination, *exchange.request);
        allow_origin(response, *exchange.request, c.serving_.options.allowed_origins);
        c.begin_answer(response);
        progress = c.flush();
        if (progress == Progress::blocked) co_await c.flush_all();
        const auto* stream = std::get_if<Stream>(&response.body);
        if (stream && c.open_ && exchange.head.method != Method::head) {
            co_await c.send_stream(*stream);
        }
        c.finish_request(response);
    }
    co_await c.part(progress);
}

void Connection::begin_wait_for_request() {
    phase_ = Phase::idle;
    head_taken_ = false;
    deadline_ = Clock::now() + serving_.limits.idle_time;
    thread_.enter_waiting(*this);
}

bool Connection::end_wait(const boost::system::error_code& error) {
    if (error || ending_ != Ending::none) return false;
    readable_ = true;
    return true;
}

void Connection::finish_request(const Response& response) {
    log_answer(response, {});
    release_body_bytes();
    exchange_->next();
    // A stream may have outlived the beginning of the stop.
    if (!keep_alive_ || ending_ != Ending::none || serving_.stopping) open_ = false;
    if (open_ && exchange_->unread().empty()) thread_.give_back(std::move(exchange_));
}

void Connection::log_answer(const Response& response, std::string_view reason) {
    const auto duration = Clock::now() - started_;
    serving_.metrics.count_answer(response.status, std::chrono::duration<double>(duration).count());
    if (!reason.empty()) serving_.metrics.count_refusal(reason);
    if (!serving_.options.access_log) return;
    const auto& request = *exchange_->request;
    const bool read = !request.path().empty();
    AccessRecord record{.method = read ? text(request.method()) : "-",
                        .path = read ? request.path() : "-",
                        .client = request.client(),
                        .request_id = request.id(),
                        .reason = reason};
    record.status = response.status;
    record.bytes = body_sent_;
    record.duration = std::chrono::duration_cast<std::chrono::microseconds>(duration);
    record.error = response.internal_error;
    serving_.options.access_log(record);
}

/// The end of a connection: a refusal is said, and what the client still sends is read over, since
/// closing over unread bytes would make the system withdraw the answer.
boost::asio::awaitable<void> Connection::part(Progress progress) {
    in_waiting.unlink();
    const bool slow = ending_ == Ending::timed_out;
    if (slow) serving_.metrics.timed_out.add();
    if (slow && (phase_ == Phase::head || phase_ == Phase::body)) {
        ending_ = Ending::none;
        refusal_ = Refusal{408, "the request came too slowly"};
        progress = Progress::refused;
    }
    if (progress == Progress::refused) {
        keep_alive_ = false;
        body_unread_ = true;
        exchange_->body = {};
        release_body_bytes();
        auto& request = exchange_->request;
        const Request::Origin origin{peer_, peer_, RequestId::next(), started_};
        if (!request) request.emplace(exchange_->head, origin);
        auto response = problem(refusal_->status, refusal_->reason, request->id());
        allow_origin(response, *request, serving_.options.allowed_origins);
        begin_answer(response);
        co_await flush_all();
        log_answer(response, refusal_->reason);
    }
    if (progress == Progress::lost || ending_ != Ending::none) co_return;
    if (body_unread_ || (exchange_ && !exchange_->unread().empty())) co_await linger();
}

boost::asio::awaitable<void> Connection::linger() {
    phase_ = Phase::lingering;
    deadline_ = Clock::now() + serving_.limits.linger_time;
    ::shutdown(socket_.native_handle(), SHUT_WR);
    std::size_t read_over = 0;
    while (read_over < serving_.limits.linger_bytes_max) {
        std::size_t received = 0;
        const auto progress = receive(thread_.waste().data(), thread_.waste().size(), received);
        read_over += received;
        if (progress == Progress::done) continue;
        if (progress != Progress::blocked) co_return;
        auto [error] = co_await socket_.async_wait(Socket::wait_read, quietly);
        if (!end_wait(error)) co_return;
    }
}

void Connection::end(Ending ending) {
    ending_ = ending;
    if (ending == Ending::evicted) evicted_ = true;
    deadline_ = Clock::time_point::max();
    in_waiting.unlink();
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Connection::begin_stop() {
    if (on_stop_) on_stop_();
    if (phase_ != Phase::idle) return;
    // A request that has come already is answered still.
    char byte = 0;
    const auto waiting = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (waiting <= 0) end(Ending::stopped);
}

void Connection::cut() {
    boost::system::error_code ignored;
    ending_ = Ending::stopped;
    open_ = false;
    if (on_stop_) on_stop_();
    socket_.close(ignored);
}

}  // namespace tillwatch::http
