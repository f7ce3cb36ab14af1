#include "intake/delivery_key.hpp"

#include <algorithm>
#include <cstdint>

#include "base/encoding.hpp"

namespace tillwatch::intake {
namespace {

/// The sizes keep two pieces apart.
KeyDigest digest_of(std::string_view one, std::string_view other) {
    crypto::Sha256 sha;
    for (const auto piece : {one, other}) {
        const std::uint64_t size = piece.size();
        sha.update(std::as_bytes(std::span(&size, 1)));
        sha.update(bytes_of(piece));
    }
    return shortened(sha.finish());
}

}  // namespace

KeyDigest shortened(const crypto::Digest& digest) {
    KeyDigest half;
    std::ranges::copy_n(digest.begin(), half.size(), half.begin());
    return half;
}

KeyDigest shortened(std::string_view digest) {
    KeyDigest half{};
    std::ranges::copy_n(bytes_of(digest).begin(),
                        static_cast<std::ptrdiff_t>(std::min(half.size(), digest.size())),
                        half.begin());
    return half;
}

KeyDigest key_of(std::string_view topic, std::string_view webhook_id) {
    return digest_of(topic, webhook_id);
}

KeyDigest key_of_reused(const KeyDigest& key, const KeyDigest& body) {
    return digest_of(text_of(key), text_of(body));
}

KeyDigest key_of_logged(std::string_view topic, std::string_view webhook_id, bool id_reused,
                        std::string_view body_sha256) {
    const auto key = key_of(topic, webhook_id);
    return id_reused ? key_of_reused(key, shortened(body_sha256)) : key;
}

}  // namespace tillwatch::intake
