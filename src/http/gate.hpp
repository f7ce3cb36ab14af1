// The gate: the one parser of a request's head. It accepts less than RFC 9112 allows and refuses
// whatever two readers could take for two things (docs/decisions/0002). Pure functions over bytes:
// no I/O, no throw, no allocation; safe in all threads. Limits: http/limits.hpp.
// A refused request always closes its connection.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "http/limits.hpp"
#include "http/method.hpp"

namespace tillwatch::http {

/// Why the bytes are no request that we serve. `reason` is a constant of the program.
struct Refusal {
    int status = 400;
    std::string_view reason;
};

struct Field {
    std::string_view name;
    std::string_view value;
};

enum class Framing : std::uint8_t { none, length, chunked };

/// What a head says. All views are into the bytes that were parsed.
struct Head {
    Method method = Method::get;
    bool http_1_1 = true;
    bool keep_alive = true;
    bool expect_continue = false;
    Framing framing = Framing::none;
    std::uint64_t content_length = 0;
    std::string_view path;   // as sent, still percent-encoded; "*" of OPTIONS
    std::string_view query;  // without the question mark
    std::string_view host;   // without the port; empty only in HTTP/1.0
    std::size_t field_count = 0;
    std::array<Field, fields_max> fields;

    /// The first field of that name; `name` is in lower case.
    std::optional<std::string_view> field(std::string_view name) const;
    std::size_t count(std::string_view name) const;
};

/// Finds the end of a head while its bytes come in. It looks at each byte once.
class HeadFinder {
  public:
    /// `bytes` is everything since the head began: what was passed before, and more. The length
    /// of the head with its empty line, or none as long as it is not complete.
    std::expected<std::optional<std::size_t>, Refusal> find(std::string_view bytes);

    /// One empty line before the request line is tolerated; it is not part of the head.
    std::size_t head_start() const { return head_start_; }

  private:
    std::size_t head_start_ = 0;
    std::size_t line_start_ = 0;
    std::size_t scanned_ = 0;
};

/// `bytes` is one whole head, from the method to the empty line. After a refusal only `method`
/// and `path`, if they were reached, mean something in `head`.
std::expected<void, Refusal> parse_head(std::string_view bytes, Head& head);

}  // namespace tillwatch::http
