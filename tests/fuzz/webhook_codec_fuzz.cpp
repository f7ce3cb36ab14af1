// Any bytes as a stored webhook, as they are and behind the head of a good frame: they are refused,
// or no longer than allowed. Any bytes as a webhook: what is stored of it reads back as the same.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ensure.hpp"
#include "compression/webhook_codec.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tillwatch::compression;
    constexpr std::size_t bytes_max = 1 << 16;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);

    // Zstandard's magic, no window, two bytes each for dictionary 1 and for the size, which
    // follows.
    const std::string head = "\x28\xb5\x2f\xfd\x62\x01\x80";
    for (const auto& frame : {std::string(bytes), head + std::string(bytes)}) {
        const auto text = decompress(zstd_webhooks_1, frame, bytes_max);
        if (text) ENSURE(text->size() <= bytes_max);
    }

    const auto stored = compress(bytes.substr(0, size / 2), bytes.substr(size / 2));
    ENSURE(stored.bytes.size() <= size);
    ENSURE(decompress(stored.encoding, stored.bytes, size) == bytes);
    return 0;
}
