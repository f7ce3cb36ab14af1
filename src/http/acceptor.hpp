// Takes connections and hands them to the I/O threads in turn. Errors such as too many open files
// pause it for a moment; one file is held in reserve, so that even then a client is told to go
// rather than left waiting. Runs on the first I/O thread. Internal to http/.
#pragma once

#include <memory>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "http/io_thread.hpp"
#include "http/serving.hpp"

namespace tillwatch::http {

class Acceptor {
  public:
    /// Binds and listens; throws Failure(unavailable).
    Acceptor(Serving& serving, std::vector<std::unique_ptr<IoThread>>& threads);
    ~Acceptor();
    Acceptor(const Acceptor&) = delete;
    Acceptor& operator=(const Acceptor&) = delete;

    std::uint16_t port() const { return port_; }
    void start();
    void close();

  private:
    boost::asio::awaitable<void> run();
    boost::asio::awaitable<void> recover(boost::system::error_code error);
    void hand_over(boost::asio::ip::tcp::socket socket, IoThread& thread);
    void turn_one_away();

    Serving& serving_;
    std::vector<std::unique_ptr<IoThread>>& threads_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::uint16_t port_ = 0;
    std::size_t next_ = 0;
    int reserve_ = -1;
};

}  // namespace tillwatch::http
