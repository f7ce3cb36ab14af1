// What is kept of a delivery's wire form: its headers and its body, packed into one piece.
//   content = encoded("name: value\n" of each header kept | "\n" | body)
// `encoding` names how, so that every row can be read for as long as it is kept. Pure; safe in all
// threads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "compression/webhook_codec.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::intake {

inline constexpr std::size_t body_bytes_max = std::size_t{10} << 20;
inline constexpr std::size_t headers_bytes_max = std::size_t{64} << 10;

struct Content {
    std::string encoding;
    std::string packed;
    std::int64_t headers_bytes = 0;
    std::int64_t body_bytes = 0;
    crypto::Digest body_sha256{};
};

struct Unpacked {
    std::string headers;
    std::string body;
};

Content pack(std::string_view headers, std::string_view body,
             compression::Effort effort = compression::Effort::usual);
/// Keeps the headers, and of the body only its size and hash.
Content pack_without_body(std::string_view headers, std::string_view body);

/// Code::malformed if the bytes are damaged or the body is not the one that was packed.
Result<Unpacked> unpack(std::string_view encoding, std::string_view packed,
                        std::int64_t headers_bytes, std::string_view body_sha256);

}  // namespace tillwatch::intake
