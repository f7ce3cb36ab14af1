// One I/O thread: its event loop, the connections that live on it, and the sweep over their
// deadlines. When it has its share of connections, the one that has waited longest for a request
// is closed to let a new one in. Internal to http/. Used on its own thread, but for context() and
// post-like calls through it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

#include "http/connection.hpp"
#include "http/serving.hpp"

namespace tillwatch::http {

class IoThread {
  public:
    IoThread(Serving& serving, std::size_t connections_max);
    ~IoThread();

    boost::asio::io_context& context() { return context_; }
    Serving& serving() { return serving_; }

    /// Until context() is stopped.
    void run();

    void adopt(boost::asio::ip::tcp::socket socket, const IpAddress& peer, bool counted);
    /// Closes the connection that has waited longest; false if none waits.
    bool evict();
    void begin_stop();
    void cut_all();

    // For connections.
    std::unique_ptr<Exchange> take_exchange();
    void give_back(std::unique_ptr<Exchange> exchange);
    void enter_waiting(Connection& connection);
    void leave(Connection& connection);
    std::string_view date() const { return date_; }
    /// A place for bytes that nobody wants.
    std::vector<char>& waste() { return waste_; }

  private:
    using All = boost::intrusive::list<
        Connection,
        boost::intrusive::member_hook<Connection, Connection::Hook, &Connection::in_all>,
        boost::intrusive::constant_time_size<false>>;
    using Waiting = boost::intrusive::list<
        Connection,
        boost::intrusive::member_hook<Connection, Connection::Hook, &Connection::in_waiting>,
        boost::intrusive::constant_time_size<false>>;

    void sweep();
    void turn_away(boost::asio::ip::tcp::socket socket);

    Serving& serving_;
    const std::size_t connections_max_;
    std::string date_;
    std::vector<char> waste_;
    std::vector<std::unique_ptr<Exchange>> spare_;
    All all_;
    Waiting waiting_;
    std::size_t open_ = 0;  // that are not being evicted
    // Behind the lists: what it destroys at the end are connections, which leave them.
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::steady_timer sweep_timer_;
};

}  // namespace tillwatch::http
