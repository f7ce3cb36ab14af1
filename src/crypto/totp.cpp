#include "crypto/totp.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/encoding.hpp"
#include "base/ensure.hpp"
#include "crypto/digest.hpp"

namespace tillwatch::crypto {
namespace {

constexpr std::size_t sha1_bytes = 20;

std::array<unsigned char, sha1_bytes> hmac_sha1(std::string_view key,
                                                std::span<const unsigned char> message) {
    std::array<unsigned char, sha1_bytes> digest{};
    unsigned length = 0;
    const auto* done = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(),
                            message.size(), digest.data(), &length);
    ENSURE(done != nullptr && length == sha1_bytes);
    return digest;
}

}  // namespace

std::int64_t totp_step(Instant now) {
    return now.ms / (totp_step_seconds * 1'000);
}

std::string totp_code(const Secret& secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    auto rest = static_cast<std::uint64_t>(step);
    for (auto byte = counter.rbegin(); byte != counter.rend(); ++byte, rest >>= 8)
        *byte = static_cast<unsigned char>(rest & 0xFF);
    const auto digest = hmac_sha1(secret.reveal(), counter);
    // "Dynamic truncation", RFC 4226 section 5.3.
    const std::size_t at = digest.back() & 0x0F;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | digest[at + i];
    return fmt::format("{:06}", (number & 0x7FFFFFFFU) % 1'000'000);
}

std::optional<std::int64_t> find_totp_step(const Secret& secret, std::string_view code, Instant now,
                                           std::int64_t last_step) {
    std::optional<std::int64_t> found;
    for (auto step = totp_step(now) - totp_steps_either_way;
         step <= totp_step(now) + totp_steps_either_way; ++step) {
        const auto right = totp_code(secret, step);
        if (constant_time_equal(bytes_of(right), bytes_of(code)) && step > last_step && !found)
            found = step;
    }
    return found;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (held += 8; held >= 5;) text += alphabet[bits >> (held -= 5) & 31];
    }
    if (held > 0) text += alphabet[bits << (5 - held) & 31];
    return text;
}

}  // namespace tillwatch::crypto
