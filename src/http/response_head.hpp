// What every answer begins with: status line, framing, date, and the security headers that none
// may lack (ASVS 3.4). Built once per server; safe in all threads afterwards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/response.hpp"

namespace tillwatch::http {

std::string_view reason_phrase(int status);

class ResponseHead {
  public:
    struct Circumstances {
        std::string_view request_id;
        std::string_view date;  // RFC 9110's form
        bool keep_alive = true;
        bool http_1_1 = true;
    };

    /// `https`: browsers reach us by https, so they are told never to use anything else.
    explicit ResponseHead(bool https);

    /// Appends the head of `response` to `out`, up to its empty line.
    void append(std::string& out, const Response& response, const Circumstances& now) const;

  private:
    std::string fixed_;
};

/// "Sun, 06 Nov 1994 08:49:37 GMT" of seconds since 1970.
std::string http_date(std::int64_t unix_seconds);

}  // namespace tillwatch::http
