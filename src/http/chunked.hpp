// The one decoder of chunked bodies: strict, incremental, without I/O, throw or allocation.
// Extensions are read over within their limit; trailer fields of any kind are refused, since they
// could stand for header fields that were checked before. Limits: http/limits.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>

#include "http/gate.hpp"

namespace tillwatch::http {

class ChunkedDecoder {
  public:
    struct Piece {
        std::size_t consumed = 0;  // of the input
        std::string_view data;     // within the consumed bytes; may be empty
    };

    /// Reads on until a piece of data, the end of the body or the end of the input. Call it again
    /// with the rest. Once done() it consumes nothing.
    std::expected<Piece, Refusal> decode(std::string_view input);

    bool done() const { return state_ == State::done; }

    /// All chunk sizes announced so far, also of data not yet come: what a limit is held against.
    std::uint64_t announced_bytes() const { return announced_; }

  private:
    enum class State : std::uint8_t {
        size,
        extension_name,
        extension_value_start,
        extension_token,
        extension_quoted,
        extension_escaped,
        extension_quoted_end,
        size_line_feed,
        data,
        data_carriage_return,
        data_line_feed,
        last_carriage_return,
        last_line_feed,
        done,
    };

    const char* step(char c);
    const char* step_size(char c);
    const char* step_extension(char c);
    const char* step_extension_end(char c);
    const char* end_size_line();
    const char* expect(char c, char wanted, State next);

    State state_ = State::size;
    std::size_t digits_ = 0;
    std::size_t name_bytes_ = 0;
    std::size_t extension_ = 0;
    std::size_t extensions_ = 0;
    std::uint64_t left_ = 0;
    std::uint64_t announced_ = 0;
};

}  // namespace tillwatch::http
