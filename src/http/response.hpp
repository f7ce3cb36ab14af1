// One answer. Its body is a constant of the program, a string, or a stream that a coroutine writes
// piece by piece. The server adds what every answer carries (http/response_head.hpp).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "base/result.hpp"

namespace tillwatch::http {

/// Where a stream writes to. Used on its connection's thread only.
class BodyWriter {
  public:
    virtual ~BodyWriter() = default;

    /// Suspends until the piece is handed to the system, so a slow reader slows its writer. False:
    /// the client is gone or too slow, stop writing.
    virtual boost::asio::awaitable<bool> write(std::string piece) = 0;

    /// The server is about to stop: streams without an end of their own should end now.
    virtual bool stopping() const = 0;
    /// Called on the connection's thread when stopping() becomes true; empty: nobody.
    virtual void on_stop(std::function<void()> callback) = 0;

    /// How much the system may hold of what a slow client has not taken, about.
    virtual void limit_unsent(std::size_t bytes) = 0;

    /// For timers and the like of the stream; all on the connection's thread.
    virtual boost::asio::any_io_executor executor() const = 0;
};

/// A function that answers a coroutine; the function itself outlives the coroutine. If it throws,
/// the connection is cut, so the client sees that the body is not whole.
using Stream = std::function<boost::asio::awaitable<void>(BodyWriter&)>;

/// Text that lives as long as the program.
struct Constant {
    std::string_view text;
};

struct Header {
    std::string name;
    std::string value;
};

class Response {
  public:
    Response() = default;
    /// `content_type` is a constant of the program.
    Response(int status_code, std::string_view content_type,
             std::variant<Constant, std::string, Stream> body);

    /// Adds a header; throws Failure if the value could forge another one. Cache-Control and
    /// Content-Security-Policy replace the server's own.
    Response& header(std::string_view name, std::string value);

    int status = 204;
    std::string_view content_type;
    std::variant<Constant, std::string, Stream> body = Constant{};
    std::vector<Header> headers;
    /// For the log only: what went wrong inside. Never sent.
    std::string internal_error;
};

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view problem_type = "application/problem+json";
inline constexpr std::string_view text_type = "text/plain; charset=utf-8";

Response json(int status, std::string body);
Response text(int status, std::string body);
Response no_content();
/// 303 to a path or URL of our own making.
Response see_other(std::string location);
Response stream(std::string_view content_type, Stream body);

}  // namespace tillwatch::http
