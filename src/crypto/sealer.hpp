// Sealing of what must not be read in a stolen database: access tokens, webhook secrets, seeds of
// second factors. XChaCha20-Poly1305 under a key of its own per purpose, derived from the master
// key; the purpose and the owner (a store's or user's id) are bound to it, so a sealed text opens
// nowhere but where it was put.
//   sealed = version (1 byte) | nonce (24) | ciphertext | tag (16)
// Immutable: safe in all threads.
#pragma once

#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::crypto {

inline constexpr std::size_t master_key_bytes = 32;

/// A key of 32 bytes for one purpose ("session"); HKDF-Expand (RFC 5869) with SHA-256.
Secret derive_key(const Secret& master_key, std::string_view purpose);

class Sealer {
  public:
    static constexpr std::size_t overhead_bytes = 1 + 24 + 16;

    /// A Failure unless the key has master_key_bytes.
    explicit Sealer(Secret master_key);

    Bytes seal(std::string_view purpose, std::string_view owner, const Secret& plain) const;
    /// Code::invalid if it was sealed with another key, purpose or owner, or was changed.
    Result<Secret> open(std::string_view purpose, std::string_view owner,
                        std::span<const std::byte> sealed) const;

    /// What stands for an owner and cannot be guessed: the same each time, from the master key.
    Digest token(std::string_view purpose, std::string_view owner) const;

  private:
    Secret master_key_;
};

}  // namespace tillwatch::crypto
