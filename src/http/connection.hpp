// One connection: a coroutine that reads a request, has it answered, sends the answer, and begins
// again. What can be done at once is done without suspending. Confined to its I/O thread.
// Time-outs: a deadline that the thread's sweep looks at, no timer per operation.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/intrusive/list_hook.hpp>

#include "http/exchange.hpp"
#include "http/serving.hpp"

namespace tillwatch::http {

class IoThread;

class Connection {
  public:
    using Clock = std::chrono::steady_clock;
    using Hook = boost::intrusive::list_member_hook<
        boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

    enum class Ending : std::uint8_t { none, timed_out, evicted, stopped };

    /// `counted`: it is one of its address's, and leaves that count when it ends.
    Connection(IoThread& thread, boost::asio::ip::tcp::socket socket, const IpAddress& peer,
               bool counted);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    static boost::asio::awaitable<void> run(std::unique_ptr<Connection> self);

    // For its thread.
    Clock::time_point deadline() const { return deadline_; }
    void end(Ending ending);
    void begin_stop();
    void cut();
    bool was_evicted() const { return evicted_; }

    Hook in_all;
    Hook in_waiting;  // while it waits for a request: those may be evicted

  private:
    class Writer;

    enum class Phase : std::uint8_t { idle, head, body, answering, writing, lingering };
    enum class Progress : std::uint8_t {
        done,
        blocked,  // until the socket is ready
        refused,  // refusal_ says why
        lost,     // the client is gone
    };

    // connection.cpp: the course of a connection
    bool may_go_on() const { return ending_ == Ending::none && open_; }
    bool end_wait(const boost::system::error_code& error);
    void begin_wait_for_request();
    void finish_request(const Response& response);
    boost::asio::awaitable<void> part(Progress progress);
    boost::asio::awaitable<void> linger();
    void log_answer(const Response& response, std::string_view reason);

    // connection_input.cpp: reading
    Progress refuse(Refusal refusal);
    Progress receive(char* to, std::size_t room, std::size_t& received);
    Progress fill();
    Progress read_request();
    Progress read_head();
    Progress take_head(std::size_t length);
    Progress route();
    Progress read_body();
    Progress read_sized_body();
    Progress read_chunked_body();
    bool take_body_bytes(std::size_t length);
    void set_reading_deadline();
    void release_body_bytes();

    // connection_output.cpp: writing
    void begin_answer(const Response& response);
    Progress flush();
    boost::asio::awaitable<bool> flush_all();
    boost::asio::awaitable<void> send_stream(const Stream& stream);
    void set_writing_deadline();

    IoThread& thread_;
    Serving& serving_;
    boost::asio::ip::tcp::socket socket_;
    const IpAddress peer_;
    const bool counted_;

    Phase phase_ = Phase::idle;
    Ending ending_ = Ending::none;
    bool open_ = true;
    bool readable_ = false;   // as far as we know
    bool keep_alive_ = true;  // after the current request
    bool body_unread_ = false;
    bool head_taken_ = false;
    bool evicted_ = false;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point started_;  // the current request
    std::unique_ptr<Exchange> exchange_;
    std::optional<Refusal> refusal_;
    std::size_t requests_ = 0;
    std::size_t body_bytes_ = 0;  // of ours in Serving::body_bytes

    std::string_view answer_body_;  // not sent before the answer's head is
    std::size_t sent_ = 0;          // of answer head and body
    std::uint64_t body_sent_ = 0;   // for the log
    std::function<void()> on_stop_;
};

}  // namespace tillwatch::http
