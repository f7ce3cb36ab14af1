// Webhooks as they are stored: a block of headers and the body behind it, compressed as one
// Zstandard frame with a trained dictionary (docs/decisions/0009). `encoding` says how, and is
// stored beside the bytes. There is no checksum: whoever stores keeps a digest of the body. Any
// thread; each that compresses keeps a context (140 kB; 1.3 MB after a body of 10 MiB).
// Stored bytes are not trusted: nothing in them throws, or takes more than the caller's bytes_max.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillwatch::compression {

inline constexpr std::string_view plain = "plain";
inline constexpr std::string_view zstd_webhooks_1 = "zstd-webhooks-1";

struct Encoded {
    std::string_view encoding;  // one of the constants above
    std::string bytes;
};

/// `quick` takes two thirds of the processor time for a quarter to a third more bytes.
enum class Effort { quick, usual };

/// `headers` and `body`, one behind the other; plain where compressing does not make them smaller.
Encoded compress(std::string_view headers, std::string_view body, Effort effort = Effort::usual);

/// What compress() was given, in one piece. Error invalid: an encoding not known here; malformed:
/// not one whole frame of this encoding; too_large: more than `bytes_max`.
Result<std::string> decompress(std::string_view encoding, std::string_view bytes,
                               std::size_t bytes_max);

}  // namespace tillwatch::compression
