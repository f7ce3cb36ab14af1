// A server on a port of its own on 127.0.0.1, for tests of clients: a script is run for each
// connection, one after another, and the connection closed after it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "base/descriptor.hpp"

namespace tillwatch::test {

class LocalServer {
  public:
    using Script = std::function<void(int connection)>;

    explicit LocalServer(Script script);
    ~LocalServer() { stop(); }
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    /// Waits for the script at work; later connections are refused.
    void stop();

    std::string url(std::string_view path = "/") const;
    std::uint16_t port() const { return port_; }
    int connections() const { return connections_; }

  private:
    void run(const Script& script);

    Descriptor listener_;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    std::jthread thread_;
};

/// The head of an HTTP request and as much of its body as Content-Length says; empty at the end.
std::string read_request(int connection);
/// False if the client has gone.
bool send_text(int connection, std::string_view text);

}  // namespace tillwatch::test
