// An HTTP client on libcurl for what Tillwatch asks of others (Shopify). A call blocks its thread:
// use worker threads, never the I/O threads. Follows no redirects, keeps no cookies, speaks http
// and https only, verifies certificate and host name, uses TLS 1.2 or later, and no proxy unless
// asked to. Any status is an answer; only when there is none is there a fault.
// Connections are kept and used again. Safe in all threads. The process must ignore SIGPIPE:
// libcurl is told to leave signals alone, and TLS writes to connections that were lost.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tillwatch::http {

inline constexpr long connect_timeout_ms_default = 3'000;
inline constexpr long total_timeout_ms_default = 10'000;
inline constexpr std::size_t response_body_bytes_max_default = std::size_t{10} << 20;
inline constexpr std::size_t response_head_bytes_max = std::size_t{64} << 10;
inline constexpr std::size_t idle_handles_max = 16;

using ClientHeaders = std::vector<std::pair<std::string, std::string>>;

struct ClientRequest {
    std::string method = "GET";
    std::string url;  // http:// or https://, without user and password
    ClientHeaders headers;
    std::string body;
    long connect_timeout_ms = connect_timeout_ms_default;
    long total_timeout_ms = total_timeout_ms_default;
    std::size_t response_body_bytes_max = response_body_bytes_max_default;  // decompressed
};

struct ClientResponse {
    int status = 0;
    ClientHeaders headers;  // names in lower case
    std::string body;

    /// The first of that name, which is given in lower case.
    std::optional<std::string_view> header(std::string_view name) const;
};

enum class ClientFault {
    invalid_request,  // method, URL or a header that would never be sent
    unreachable,      // no such host, connection refused or lost
    timed_out,        // connecting, or in all
    untrusted,        // TLS: certificate, host name, version
    too_large,        // head or body beyond its limit
    malformed,        // not HTTP
};

/// `message` names the host but never the path, the query or a header: those may hold secrets.
struct ClientError {
    ClientFault fault = ClientFault::unreachable;
    std::string message;
};

struct ClientSettings {
    bool proxy_from_environment = false;
    std::string ca_file;  // instead of the system's certificates; empty: the system's
};

class HttpClient {
  public:
    explicit HttpClient(ClientSettings settings = {});
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    std::expected<ClientResponse, ClientError> send(const ClientRequest& request);

  private:
    class Lease;

    ClientSettings settings_;
    std::mutex mutex_;
    std::vector<void*> idle_;  // CURL*, each with its connections
};

}  // namespace tillwatch::http
