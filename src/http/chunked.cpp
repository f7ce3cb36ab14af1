#include "http/chunked.hpp"

#include <algorithm>

#include "http/characters.hpp"

namespace tillwatch::http {
namespace {

constexpr const char* accepted = nullptr;  // a step's answer; else the reason of a refusal

}  // namespace

const char* ChunkedDecoder::expect(char c, char wanted, State next) {
    if (c != wanted) return "a chunk is malformed";
    state_ = next;
    return accepted;
}

const char* ChunkedDecoder::step_size(char c) {
    if (const int digit = hex_value(c); digit >= 0) {
        if (++digits_ > chunk_size_digits_max || left_ > UINT64_MAX >> 5) {
            return "a chunk's size is out of range";
        }
        left_ = left_ << 4 | static_cast<std::uint64_t>(digit);
        return accepted;
    }
    if (digits_ == 0) return "a chunk's size is malformed";
    if (c == ';') {
        state_ = State::extension_name;
        name_bytes_ = 0;
        return accepted;
    }
    return expect(c, '\r', State::size_line_feed);
}

const char* ChunkedDecoder::step_extension_end(char c) {
    if (c == ';') {
        state_ = State::extension_name;
        name_bytes_ = 0;
        return accepted;
    }
    return c == '\r' ? expect(c, '\r', State::size_line_feed) : "a chunk extension is malformed";
}

const char* ChunkedDecoder::step_extension(char c) {
    if (++extension_ > chunk_extension_bytes_max || ++extensions_ > extension_bytes_max) {
        return "a chunk extension is too long";
    }
    if (state_ == State::extension_name) {
        if (is(c, token_character)) return ++name_bytes_, accepted;
        if (name_bytes_ == 0) return "a chunk extension is malformed";
        if (c != '=') return step_extension_end(c);
        state_ = State::extension_value_start;
    } else if (state_ == State::extension_value_start) {
        if (c != '"' && !is(c, token_character)) return "a chunk extension is malformed";
        state_ = c == '"' ? State::extension_quoted : State::extension_token;
    } else if (state_ == State::extension_token) {
        if (!is(c, token_character)) return step_extension_end(c);
    } else if (state_ == State::extension_quoted) {
        if (!is(c, value_character)) return "a chunk extension is malformed";
        if (c == '"') state_ = State::extension_quoted_end;
        if (c == '\\') state_ = State::extension_escaped;
    } else if (state_ == State::extension_escaped) {
        if (!is(c, value_character)) return "a chunk extension is malformed";
        state_ = State::extension_quoted;
    } else {
        return step_extension_end(c);
    }
    return accepted;
}

const char* ChunkedDecoder::end_size_line() {
    if (announced_ > UINT64_MAX - left_) return "a chunk's size is out of range";
    announced_ += left_;
    state_ = left_ == 0 ? State::last_carriage_return : State::data;
    digits_ = extension_ = 0;
    return accepted;
}

const char* ChunkedDecoder::step(char c) {
    switch (state_) {
        case State::size: return step_size(c);
        case State::size_line_feed:
            return c == '\n' ? end_size_line() : "a chunk's size is malformed";
        case State::data_carriage_return: return expect(c, '\r', State::data_line_feed);
        case State::data_line_feed: return expect(c, '\n', State::size);
        case State::last_carriage_return:
            return c == '\r' ? expect(c, '\r', State::last_line_feed)
                             : "trailer fields are not accepted";
        case State::last_line_feed: return expect(c, '\n', State::done);
        case State::extension_name:
        case State::extension_value_start:
        case State::extension_token:
        case State::extension_quoted:
        case State::extension_escaped:
        case State::extension_quoted_end: return step_extension(c);
        case State::data:
        case State::done: return accepted;
    }
    return accepted;
}

std::expected<ChunkedDecoder::Piece, Refusal> ChunkedDecoder::decode(std::string_view input) {
    Piece piece;
    while (piece.consumed < input.size() && state_ != State::done) {
        if (state_ == State::data) {
            const auto rest = input.size() - piece.consumed;
            const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(left_, rest));
            piece.data = input.substr(piece.consumed, length);
            piece.consumed += length;
            left_ -= length;
            if (left_ == 0) state_ = State::data_carriage_return;
            return piece;
        }
        if (const char* reason = step(input[piece.consumed]); reason != accepted) {
            return std::unexpected(Refusal{400, reason});
        }
        ++piece.consumed;
    }
    return piece;
}

}  // namespace tillwatch::http
