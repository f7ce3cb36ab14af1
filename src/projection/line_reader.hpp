// The lines of a file or a pipe, plain, gzip (.gz) or Zstandard (.zst), told apart by their first
// bytes. Reads ahead in bounded pieces; one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/cancellable_wait.hpp"
#include "base/result.hpp"

namespace tillwatch::projection {

inline constexpr std::size_t line_bytes_max = std::size_t{16} << 20;

/// Turns compressed pieces into plain ones.
class Decompressor {
  public:
    virtual ~Decompressor() = default;
    /// Appends what `piece` unpacks to; Failure malformed on damaged data.
    virtual void unpack(std::string_view piece, std::string& out) = 0;
    /// Whether the data ended where a whole stream ends.
    virtual bool is_whole() const = 0;
};

std::unique_ptr<Decompressor> make_decompressor(std::string_view first_bytes);

class LineReader {
  public:
    struct Line {
        std::string text;       // without its end
        bool too_long = false;  // then the text is cut off
    };

    /// Reads from an open descriptor, which it does not close.
    explicit LineReader(int descriptor, std::stop_token cancelled = {})
        : descriptor_(descriptor), input_(std::move(cancelled)) {}

    /// None at the end. Failure malformed where the compressed data is damaged or cut off,
    /// unavailable once `cancelled`.
    std::optional<Line> next();

    /// Bytes read from the descriptor so far, compressed as they were.
    std::int64_t bytes_read() const { return bytes_read_; }

  private:
    bool fill();

    int descriptor_;
    CancellableWait input_;
    std::unique_ptr<Decompressor> decompressor_;
    std::string buffer_;
    std::size_t begin_ = 0;
    std::size_t searched_ = 0;
    std::int64_t bytes_read_ = 0;
    bool ended_ = false;
    std::optional<Error> damage_;
};

}  // namespace tillwatch::projection
