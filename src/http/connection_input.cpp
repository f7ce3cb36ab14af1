// Connection: what it reads. Nothing here suspends; Progress::blocked says that it should.
#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

#include "http/client_address.hpp"
#include "http/connection.hpp"
#include "http/io_thread.hpp"

namespace tillwatch::http {
namespace {

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t body_step_bytes = 64 * kib;

}  // namespace

Connection::Progress Connection::refuse(Refusal refusal) {
    refusal_ = refusal;
    return Progress::refused;
}

Connection::Progress Connection::receive(char* to, std::size_t room, std::size_t& received) {
    const auto result = ::recv(socket_.native_handle(), to, room, MSG_DONTWAIT);
    if (result > 0) {
        received = static_cast<std::size_t>(result);
        // Less than there was room for: the system has no more for now.
        if (received < room) readable_ = false;
        return Progress::done;
    }
    readable_ = false;
    if (result == 0) return Progress::lost;
    if (errno == EINTR) return receive(to, room, received);
    return errno == EAGAIN || errno == EWOULDBLOCK ? Progress::blocked : Progress::lost;
}

Connection::Progress Connection::fill() {
    if (!readable_) return Progress::blocked;
    std::size_t received = 0;
    const auto progress = receive(exchange_->room(), exchange_->room_bytes(), received);
    exchange_->filled(received);
    return progress;
}

void Connection::set_reading_deadline() {
    const auto& limits = serving_.limits;
    if (phase_ == Phase::idle) {
        if (exchange_ && exchange_->unread().empty()) thread_.give_back(std::move(exchange_));
    } else if (phase_ == Phase::head) {
        deadline_ = started_ + limits.head_time;
    } else if (phase_ == Phase::body) {
        const auto begun = exchange_->body_started;
        const auto earned = std::chrono::milliseconds(exchange_->body.size() * 1000 /
                                                      limits.rate_bytes_per_second_min);
        deadline_ = std::min({Clock::now() + limits.body_idle_time, begun + limits.body_time,
                              begun + limits.body_idle_time + earned});
    }
}

Connection::Progress Connection::read_request() {
    if (!head_taken_) {
        if (const auto progress = read_head(); progress != Progress::done) return progress;
        head_taken_ = true;
        if (const auto progress = route(); progress != Progress::done) return progress;
    }
    return read_body();
}

Connection::Progress Connection::read_head() {
    if (!exchange_) {
        if (!readable_) return Progress::blocked;
        exchange_ = thread_.take_exchange();
    }
    for (;;) {
        const auto bytes = exchange_->unread();
        if (!bytes.empty()) {
            if (phase_ == Phase::idle) {
                phase_ = Phase::head;
                started_ = Clock::now();
            }
            const auto found = exchange_->finder.find(bytes);
            if (!found) return refuse(found.error());
            if (*found) return take_head(**found);
        }
        if (const auto progress = fill(); progress != Progress::done) return progress;
    }
}

Connection::Progress Connection::take_head(std::size_t length) {
    auto& exchange = *exchange_;
    exchange.consume(exchange.finder.head_start());
    const auto parsed = parse_head(exchange.unread().substr(0, length), exchange.head);
    exchange.consume(length);
    exchange.keep_head();
    if (!parsed) return refuse(parsed.error());
    if (exchange.head.http_1_1 || !exchange.head.host.empty()) {
        if (!serving_.hosts.contains(exchange.head.host)) {
            return refuse({421, "this server does not answer for that host"});
        }
    }
    const auto client = client_address(peer_, exchange.head, serving_.options.trusted_proxies);
    exchange.request.emplace(exchange.head,
                             Request::Origin{peer_, client, RequestId::next(), started_});
    return Progress::done;
}

/// Finds who answers, and judges the announced body before any of it is waited for.
Connection::Progress Connection::route() {
    auto& exchange = *exchange_;
    const auto& head = exchange.head;
    keep_alive_ = head.keep_alive && ++requests_ < serving_.limits.requests_per_connection_max;
    exchange.destination = serving_.dispatch.find(head.method, exchange.request->path());
    exchange.request->set_parameters(exchange.destination.parameters);
    if (head.framing == Framing::none) return Progress::done;
    if (exchange.destination.ignores_body) {
        keep_alive_ = false;
        body_unread_ = true;
        return Progress::done;
    }
    if (head.content_length > exchange.destination.body_bytes_max) {
        return refuse({413, "the body is too large"});
    }
    phase_ = Phase::body;
    exchange.body_started = Clock::now();
    if (head.expect_continue && exchange.unread().empty()) {
        // It fits into any send buffer; if the client is gone, reading will tell.
        [[maybe_unused]] const auto sent =
            ::send(socket_.native_handle(), go_on.data(), go_on.size(), MSG_NOSIGNAL);
    }
    return Progress::done;
}

Connection::Progress Connection::read_body() {
    if (body_unread_ || exchange_->head.framing == Framing::none) return Progress::done;
    const auto progress =
        exchange_->head.framing == Framing::length ? read_sized_body() : read_chunked_body();
    if (progress == Progress::done) exchange_->request->set_body(std::move(exchange_->body));
    return progress;
}

bool Connection::take_body_bytes(std::size_t length) {
    const auto before = serving_.body_bytes.fetch_add(length, std::memory_order_relaxed);
    body_bytes_ += length;
    return before + length <= serving_.limits.body_bytes_in_flight_max;
}

void Connection::release_body_bytes() {
    if (body_bytes_ == 0) return;
    serving_.body_bytes.fetch_sub(body_bytes_, std::memory_order_relaxed);
    body_bytes_ = 0;
}

Connection::Progress Connection::read_sized_body() {
    constexpr Refusal full{503, "too many bodies are on their way"};
    auto& body = exchange_->body;
    const auto length = static_cast<std::size_t>(exchange_->head.content_length);
    const auto early = exchange_->unread().substr(0, length - body.size());
    if (!take_body_bytes(early.size())) return refuse(full);
    body.append(early);
    exchange_->consume(early.size());
    while (body.size() < length) {
        if (!readable_) return Progress::blocked;
        // Memory is taken as bytes arrive, not as they are announced.
        const auto before = body.size();
        const auto room = std::min(length - before, std::max(body_step_bytes, before));
        auto progress = Progress::done;
        std::size_t received = 0;
        body.resize_and_overwrite(before + room, [&](char* data, std::size_t) {
            progress = receive(data + before, room, received);
            return before + received;
        });
        if (progress != Progress::done) return progress;
        if (!take_body_bytes(received)) return refuse(full);
    }
    return Progress::done;
}

Connection::Progress Connection::read_chunked_body() {
    auto& exchange = *exchange_;
    for (;;) {
        while (!exchange.unread().empty()) {
            const auto piece = exchange.decoder.decode(exchange.unread());
            if (!piece) return refuse(piece.error());
            if (exchange.decoder.announced_bytes() > exchange.destination.body_bytes_max) {
                return refuse({413, "the body is too large"});
            }
            if (!take_body_bytes(piece->data.size())) {
                return refuse({503, "too many bodies are on their way"});
            }
            exchange.body.append(piece->data);
            exchange.consume(piece->consumed);
            if (exchange.decoder.done()) return Progress::done;
        }
        exchange.reuse_behind_head();
        if (const auto progress = fill(); progress != Progress::done) return progress;
    }
}

}  // namespace tillwatch::http
