// A running HTTP server on a free port, for tests; and requests without a server. Header only, as
// tests/support knows nothing of the folders.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "http/gate.hpp"
#include "http/router.hpp"
#include "http/server.hpp"

namespace tillwatch::test {

class RunningServer {
  public:
    explicit RunningServer(const http::Dispatch& dispatch, http::ServerOptions options = {})
        : server_(with_free_port(std::move(options)), dispatch, metrics_) {
        server_.start();
    }
    http::Server* operator->() { return &server_; }
    std::uint16_t port() const { return server_.port(); }
    std::string metrics() const { return metrics_.text(); }

  private:
    static http::ServerOptions with_free_port(http::ServerOptions options) {
        options.port = 0;
        return options;
    }

    http::Metrics metrics_;
    http::Server server_;
};

/// A request as a server would make it from these bytes: a head, then perhaps a body.
class ParsedRequest {
  public:
    explicit ParsedRequest(std::string bytes) : bytes_(std::move(bytes)) {
        const auto head_end = bytes_.find("\r\n\r\n") + 4;
        const auto parsed = http::parse_head(std::string_view(bytes_).substr(0, head_end), head_);
        if (!parsed) throw std::runtime_error(std::string(parsed.error().reason));
        const auto local = *IpAddress::parse("127.0.0.1");
        request_ = std::make_unique<http::Request>(
            head_, http::Request::Origin{local, local, http::RequestId::next(),
                                         std::chrono::steady_clock::now()});
        request_->set_body(bytes_.substr(head_end));
    }
    http::Request& operator*() { return *request_; }
    http::Request* operator->() { return request_.get(); }

  private:
    std::string bytes_;
    http::Head head_;
    std::unique_ptr<http::Request> request_;
};

inline std::string http_get(std::string_view target, std::string_view fields = {}) {
    return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", target, fields);
}

inline std::string http_post(std::string_view target, std::string_view body,
                             std::string_view fields = {}) {
    return fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n{}\r\n{}",
                       target, body.size(), fields, body);
}

}  // namespace tillwatch::test
