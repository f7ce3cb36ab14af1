// What one request needs while it is in progress: the buffer its bytes arrive in, its parsed head,
// its body, and the head of its answer. Lent to a connection by its thread, so that idle
// connections hold none. Internal to http/; one thread.
#pragma once

#include <array>
#include <chrono>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "http/chunked.hpp"
#include "http/dispatch.hpp"
#include "http/gate.hpp"
#include "http/request.hpp"

namespace tillwatch::http {

struct Exchange {
    using Time = std::chrono::steady_clock::time_point;

    HeadFinder finder;
    Head head;
    std::optional<Request> request;
    Destination destination;
    ChunkedDecoder decoder;
    std::string body;
    std::string answer;  // head of the answer, or of a piece of it
    Time body_started;

    std::string_view unread() const { return {bytes_.data() + begin_, end_ - begin_}; }
    void consume(std::size_t length) { begin_ += length; }

    char* room() { return bytes_.data() + end_; }
    std::size_t room_bytes() const { return bytes_.size() - end_; }
    void filled(std::size_t length) { end_ += length; }

    /// The head stays where it is, for the views into it; what follows may be overwritten once it
    /// is read.
    void keep_head() { head_end_ = begin_; }
    void reuse_behind_head() {
        if (begin_ == end_) begin_ = end_ = head_end_;
    }

    /// For the next request, whose bytes may be here already.
    void next() {
        request.reset();
        std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = head_end_ = 0;
        head.method = Method::get;
        head.http_1_1 = true;
        head.path = {};
        head.field_count = 0;
        finder = {};
        decoder = {};
        destination = {};
        answer.clear();
        constexpr std::size_t capacity_kept = 64 * kib;
        if (body.capacity() > capacity_kept) body = {};
        body.clear();
    }

    /// For another connection.
    void clear() {
        begin_ = end_ = 0;
        next();
    }

  private:
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t head_end_ = 0;
    std::array<char, read_buffer_bytes> bytes_;
};

}  // namespace tillwatch::http
