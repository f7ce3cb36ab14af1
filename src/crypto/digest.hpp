// SHA-256, HMAC-SHA256 and their comparison. OpenSSL does the work (6 µs for 8 kB).
// An HmacKey holds the key's prepared state: make it once a secret, then sign in any thread.
// Sha256 and Hmac belong to one thread at a time. Nothing here throws but for want of memory.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>

struct evp_mac_ctx_st;
struct evp_md_ctx_st;

namespace tillwatch::crypto {

using Digest = std::array<std::byte, 32>;

/// In a time that depends on the lengths only; false at once if they differ.
bool constant_time_equal(std::span<const std::byte> one, std::span<const std::byte> other);

Digest sha256(std::span<const std::byte> message);

/// SHA-256 of a message that comes in pieces.
class Sha256 {
  public:
    Sha256();
    void update(std::span<const std::byte> piece);
    /// Once, at the end.
    Digest finish();

  private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

struct FreeMac {
    void operator()(evp_mac_ctx_st* context) const;
};

/// HMAC-SHA256 of a message that comes in pieces; made by HmacKey::begin.
class Hmac {
  public:
    void update(std::span<const std::byte> piece);
    /// Once, at the end.
    Digest finish();

  private:
    friend class HmacKey;
    explicit Hmac(std::unique_ptr<evp_mac_ctx_st, FreeMac> context)
        : context_(std::move(context)) {}
    std::unique_ptr<evp_mac_ctx_st, FreeMac> context_;
};

class HmacKey {
  public:
    /// A key of any length, an empty one too.
    explicit HmacKey(std::span<const std::byte> key);

    Hmac begin() const;
    Digest sign(std::span<const std::byte> message) const;
    bool verifies(std::span<const std::byte> message, std::span<const std::byte> signature) const;

  private:
    std::unique_ptr<evp_mac_ctx_st, FreeMac> prepared_;
};

/// For a key that is used once; where it is used again, keep an HmacKey.
Digest hmac_sha256(std::span<const std::byte> key, std::span<const std::byte> message);

}  // namespace tillwatch::crypto
