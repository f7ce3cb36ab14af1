// What tells one delivery of a store from another, as the table of keys holds it: half a SHA-256
// tells as well as a whole one and takes half the room. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "crypto/digest.hpp"

namespace tillwatch::intake {

using KeyDigest = std::array<std::byte, 16>;

KeyDigest shortened(const crypto::Digest& digest);

KeyDigest key_of(std::string_view topic, std::string_view webhook_id);
/// Of another body that came under a known key.
KeyDigest key_of_reused(const KeyDigest& key, const KeyDigest& body);

}  // namespace tillwatch::intake
