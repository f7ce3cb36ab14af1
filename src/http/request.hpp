// One request, as a handler sees it: its head has passed the gate and its body is whole.
// Views (path, headers, parameters, id) live as long as the request, which lives until its answer
// has been sent. Used by one thread at a time.
#pragma once

#include <any>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/network.hpp"
#include "http/gate.hpp"

namespace tillwatch::http {

/// Shown to the client and written to the log, so that one leads to the other.
class RequestId {
  public:
    static constexpr std::size_t length = 20;

    /// The next one of this process: a random part, then a counter. Safe in all threads.
    static RequestId next();
    std::string_view text() const { return {characters_.data(), length}; }

  private:
    std::array<char, length> characters_{};
};

/// The values of a route's `{names}`.
struct PathParameters {
    struct Parameter {
        std::string_view name;
        std::string_view value;
    };
    std::array<Parameter, path_parameters_max> items;
    std::size_t count = 0;
};

class Request {
  public:
    using Clock = std::chrono::steady_clock;
    using Parameters = std::vector<std::pair<std::string, std::string>>;

    struct Origin {
        IpAddress peer;    // the other end of the connection
        IpAddress client;  // the same, or whom a trusted proxy names
        RequestId id;
        Clock::time_point started;
    };

    /// `head` and the bytes it views outlive the request.
    Request(const Head& head, const Origin& origin);
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    Method method() const { return head_.method; }
    const Head& head() const { return head_; }
    /// Percent-decoded, without the query.
    std::string_view path() const { return path_; }

    /// `name` in lower case; the first of that name.
    std::optional<std::string_view> header(std::string_view name) const {
        return head_.field(name);
    }
    std::size_t header_count(std::string_view name) const { return head_.count(name); }

    /// The query's parameter of that name (the first), decoded.
    std::optional<std::string> query(std::string_view name) const;
    /// All of them in their order, so that unknown and repeated ones can be refused.
    const Parameters& query_parameters() const;

    /// The value of `{name}` in the route's path; the route has it.
    std::string_view parameter(std::string_view name) const;

    const std::string& body() const { return body_; }
    std::string take_body() { return std::move(body_); }

    const IpAddress& peer() const { return origin_.peer; }
    const IpAddress& client() const { return origin_.client; }
    std::string_view id() const { return origin_.id.text(); }
    Clock::time_point started() const { return origin_.started; }

    /// What the authorizer found out, for the handler: who asks.
    template <class T>
    void set_caller(T caller) {
        caller_ = std::move(caller);
    }
    /// Null if it found nothing of that kind.
    template <class T>
    const T* caller() const {
        return std::any_cast<T>(&caller_);
    }

    void set_body(std::string body) { body_ = std::move(body); }
    void set_parameters(const PathParameters& parameters) { parameters_ = parameters; }

  private:
    const Head& head_;
    Origin origin_;
    std::string decoded_path_;
    std::string_view path_;
    std::string body_;
    PathParameters parameters_;
    mutable std::optional<Parameters> query_;
    std::any caller_;
};

}  // namespace tillwatch::http
