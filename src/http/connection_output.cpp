// Connection: what it sends, whole answers and streams.
#include <cerrno>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "http/connection.hpp"
#include "http/io_thread.hpp"

namespace tillwatch::http {
namespace {

constexpr auto quietly = boost::asio::as_tuple(boost::asio::use_awaitable);
using Socket = boost::asio::ip::tcp::socket;

std::string_view text_of(const Response& response) {
    if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
    if (const auto* constant = std::get_if<Constant>(&response.body)) return constant->text;
    return {};
}

}  // namespace

/// Writes a stream's pieces as chunks, or bare to a client of HTTP/1.0, which sees the end of the
/// body by the end of the connection.
class Connection::Writer final : public BodyWriter {
  public:
    explicit Writer(Connection& connection)
        : connection_(connection), chunked_(connection.exchange_->head.http_1_1) {}
    ~Writer() override { connection_.on_stop_ = nullptr; }

    boost::asio::awaitable<bool> write(std::string piece) override {
        if (!connection_.may_go_on()) co_return false;
        if (piece.empty()) co_return true;
        connection_.exchange_->answer.clear();
        if (chunked_) {
            connection_.exchange_->answer = fmt::format("{:x}\r\n", piece.size());
            piece += "\r\n";
        }
        connection_.answer_body_ = piece;
        connection_.sent_ = 0;
        co_return co_await connection_.flush_all();
    }

    boost::asio::awaitable<void> finish() {
        if (!chunked_ || !connection_.may_go_on()) co_return;
        connection_.exchange_->answer = "0\r\n\r\n";
        connection_.answer_body_ = {};
        connection_.sent_ = 0;
        co_await connection_.flush_all();
    }

    bool stopping() const override { return connection_.serving_.stopping; }
    void on_stop(std::function<void()> callback) override {
        connection_.on_stop_ = std::move(callback);
    }
    void limit_unsent(std::size_t bytes) override {
        boost::system::error_code ignored;
        connection_.socket_.set_option(
            boost::asio::socket_base::send_buffer_size(static_cast<int>(bytes)), ignored);
    }
    boost::asio::any_io_executor executor() const override {
        return connection_.socket_.get_executor();
    }

  private:
    Connection& connection_;
    const bool chunked_;
};

void Connection::begin_answer(const Response& response) {
    auto& exchange = *exchange_;
    const auto& head = exchange.head;
    const bool endless = std::holds_alternative<Stream>(response.body) && !head.http_1_1;
    if (endless || serving_.stopping.load(std::memory_order_relaxed)) keep_alive_ = false;
    phase_ = Phase::writing;
    exchange.answer.clear();
    serving_.response_head.append(exchange.answer, response,
                                  {.request_id = exchange.request->id(),
                                   .date = thread_.date(),
                                   .keep_alive = keep_alive_,
                                   .http_1_1 = head.http_1_1});
    const bool bodiless =
        head.method == Method::head || response.status == 204 || response.status == 304;
    answer_body_ = bodiless ? std::string_view() : text_of(response);
    sent_ = body_sent_ = 0;
}

/// One system call for head and body together.
Connection::Progress Connection::flush() {
    const auto& head = exchange_->answer;
    while (sent_ < head.size() + answer_body_.size()) {
        const auto head_sent = std::min(sent_, head.size());
        const auto of_body = sent_ - head_sent;
        iovec pieces[2] = {
            {const_cast<char*>(head.data()) + head_sent, head.size() - head_sent},
            {const_cast<char*>(answer_body_.data()) + of_body, answer_body_.size() - of_body}};
        msghdr message{};
        const bool head_left = head_sent < head.size();
        message.msg_iov = head_left ? pieces : pieces + 1;
        message.msg_iovlen = head_left ? 2 : 1;
        const auto sent = ::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Progress::blocked;
        if (sent < 0) {
            open_ = false;
            return Progress::lost;
        }
        sent_ += static_cast<std::size_t>(sent);
    }
    body_sent_ += answer_body_.size();
    return Progress::done;
}

void Connection::set_writing_deadline() {
    const auto& limits = serving_.limits;
    const auto size = exchange_->answer.size() + answer_body_.size();
    deadline_ = Clock::now() + limits.write_time +
                std::chrono::milliseconds(size * 1000 / limits.rate_bytes_per_second_min);
}

boost::asio::awaitable<bool> Connection::flush_all() {
    if (!open_) co_return false;
    phase_ = Phase::writing;
    set_writing_deadline();
    auto progress = flush();
    while (progress == Progress::blocked) {
        auto [error] = co_await socket_.async_wait(Socket::wait_write, quietly);
        if (error || ending_ != Ending::none) {
            open_ = false;
            co_return false;
        }
        progress = flush();
    }
    deadline_ = Clock::time_point::max();
    co_return progress == Progress::done;
}

boost::asio::awaitable<void> Connection::send_stream(const Stream& stream) {
    Writer writer(*this);
    phase_ = Phase::answering;
    bool whole = true;
    try {
        co_await stream(writer);
    } catch (...) {
        whole = false;
    }
    if (whole) {
        co_await writer.finish();
    } else {
        open_ = false;
    }
}

}  // namespace tillwatch::http
