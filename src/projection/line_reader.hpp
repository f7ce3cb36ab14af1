// The lines of a file or a pipe, plain, gzip (.gz) or Zstandard (.zst), told apart by their first
// bytes. Reads and unpacks in bounded pieces, so that no file, however well packed, takes more
// memory than a longest line and a few pieces (and a Zstandard window, 128 MiB at the most).
// One thread; another may stop it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/cancellable_wait.hpp"
#include "base/result.hpp"
#include "compression/decompressor.hpp"

namespace tillwatch::projection {

inline constexpr std::size_t line_bytes_max = std::size_t{16} << 20;

class LineReader {
  public:
    struct Line {
        std::string text;       // without its end
        bool too_long = false;  // then the text is cut off
    };

    /// Reads from an open descriptor, which it does not close.
    explicit LineReader(int descriptor, std::stop_token cancelled = {})
        : descriptor_(descriptor),
          on_cancelled_(std::move(cancelled), [this] { stop(); }),
          input_(stopped_.get_token()) {}

    /// None at the end. Failure malformed where the compressed data is damaged or cut off,
    /// unavailable once `cancelled` or stopped.
    std::optional<Line> next();

    /// Ends a wait for input, now and later; from any thread.
    void stop() { stopped_.request_stop(); }

    /// Bytes read from the descriptor so far, compressed as they were.
    std::int64_t bytes_read() const { return bytes_read_; }

    /// The most that unpacked bytes have taken so far.
    std::size_t buffer_bytes() const { return buffer_.capacity(); }

  private:
    bool fill();
    bool unpack();
    std::size_t read_piece();

    int descriptor_;
    std::stop_source stopped_;
    std::stop_callback<std::function<void()>> on_cancelled_;
    CancellableWait input_;
    std::vector<char> piece_ = std::vector<char>(compression::piece_bytes_max);
    std::unique_ptr<compression::Decompressor> decompressor_;  // looks at piece_
    std::string buffer_;
    std::size_t begin_ = 0;
    std::size_t searched_ = 0;
    std::int64_t bytes_read_ = 0;
    bool ended_ = false;
    std::optional<Error> damage_;
};

}  // namespace tillwatch::projection
