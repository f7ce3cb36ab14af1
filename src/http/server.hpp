// The HTTP/1.1 server. Some I/O threads, each with its own event loop; a connection stays on the
// thread that it was given to. Requests of a connection are answered in their order, one at a
// time. TLS is the business of a proxy in front. All limits and time-outs: http/limits.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/network.hpp"
#include "http/dispatch.hpp"
#include "http/limits.hpp"
#include "http/metrics.hpp"

namespace tillwatch::http {

/// One answered request, for the access log: no query, no body, no header. The views live as long
/// as the call. `method` and `path` are "-" if the gate could not read them.
struct AccessRecord {
    std::string_view method;
    std::string_view path;
    int status = 0;
    std::uint64_t bytes = 0;  // of the answer's body
    std::chrono::microseconds duration{};
    IpAddress client;
    std::string_view request_id;
    std::string_view reason;  // of a refusal
    std::string_view error;   // what went wrong inside, behind a 500
};

struct ServerOptions {
    std::string address = "127.0.0.1";  // an IP address, or "localhost"
    std::uint16_t port = 8080;          // 0: any free one
    unsigned threads = 1;
    Limits limits;
    std::vector<std::string> hosts;  // that requests may name, beside the loopback ones
    std::vector<Network> trusted_proxies;
    std::vector<std::string> allowed_origins;  // for CORS, "https://bi.example"
    bool https = false;                        // browsers reach us by https, through a proxy
    /// Called on the I/O threads, by several at once.
    std::function<void(const AccessRecord&)> access_log;
};

class Server {
  public:
    /// Listens at once, so that port() is known; serves after start(). Throws
    /// Failure(unavailable) if the address cannot be listened at. `dispatch` and `metrics` outlive
    /// the server.
    Server(ServerOptions options, const Dispatch& dispatch, Metrics& metrics);
    /// Stops, and waits for that.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    void start();

    /// Begins to stop: takes no more connections, closes idle ones, lets requests in progress
    /// finish within Limits::stop_time. From any thread, and from a signal handler.
    void stop() noexcept;
    /// Until it has stopped.
    void wait();

    std::size_t connections() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Raises the soft limit on open files to the hard one; answers it.
std::size_t raise_open_files_limit();

}  // namespace tillwatch::http
