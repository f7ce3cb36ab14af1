// What a server asks of whoever answers its requests; the router (http/router.hpp) is the one
// that is used. Called on the I/O threads, by many at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "http/method.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace tillwatch::http {

/// Where a request goes, found before its body is read.
struct Destination {
    std::uint32_t route = 0;
    /// Answered at once on the I/O thread; else by a coroutine.
    bool at_once = true;
    /// Answered without looking at a body: unknown path, method that is not allowed.
    bool ignores_body = true;
    std::size_t body_bytes_max = 0;
    PathParameters parameters;
};

class Dispatch {
  public:
    virtual ~Dispatch() = default;

    /// `path` is decoded and outlives the destination.
    virtual Destination find(Method method, std::string_view path) const = 0;

    /// Neither throws: an exception of a handler is turned into an answer.
    virtual Response answer_at_once(const Destination& destination, Request& request) const = 0;
    virtual boost::asio::awaitable<Response> answer(Destination destination,
                                                    Request& request) const = 0;
};

}  // namespace tillwatch::http
