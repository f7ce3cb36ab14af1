// What tells one delivery of a store from another, as the table of keys holds it: half a SHA-256
// tells as well as a whole one and takes half the room. Pure.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crypto/digest.hpp"

namespace tillwatch::intake {

using KeyDigest = std::array<std::byte, 16>;

struct DeliveryKey {
    std::int64_t store_id = 0;
    KeyDigest digest{};
    auto operator<=>(const DeliveryKey&) const = default;
};

KeyDigest shortened(const crypto::Digest& digest);
/// Of a whole digest as a column holds it.
KeyDigest shortened(std::string_view digest);

KeyDigest key_of(std::string_view topic, std::string_view webhook_id);
/// Of another body that came under a known key.
KeyDigest key_of_reused(const KeyDigest& key, const KeyDigest& body);

/// Of a row of the log; `body_sha256` as the column holds it.
KeyDigest key_of_logged(std::string_view topic, std::string_view webhook_id, bool id_reused,
                        std::string_view body_sha256);

}  // namespace tillwatch::intake
