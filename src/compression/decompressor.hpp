// Compressed bytes of unknown length, unpacked piece by piece: gzip, Zstandard, or plain ones, told
// apart by how they begin. For files that come from outside (import); what this program compressed
// itself is webhook_codec.hpp's. One thread. Takes a few pieces of memory, whatever the data
// claims, and for Zstandard a window, 128 MiB at the most.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tillwatch::compression {

inline constexpr std::size_t piece_bytes_max = std::size_t{256} << 10;

/// Turns compressed pieces into plain ones, step by step.
class Decompressor {
  public:
    virtual ~Decompressor() = default;
    /// The next piece, once the one before is used up; it stays the caller's and must outlive it.
    virtual void give(std::string_view piece) = 0;
    /// Appends the next bytes, piece_bytes_max at the most; false once the piece is used up, and
    /// then nothing was appended. Failure malformed on damaged data, with what came before it
    /// appended.
    virtual bool unpack(std::string& out) = 0;
    /// Whether the data ended where a whole stream ends.
    virtual bool is_whole() const = 0;
};

std::unique_ptr<Decompressor> make_decompressor(std::string_view first_bytes);

}  // namespace tillwatch::compression
