// Time-based one-time passwords (RFC 6238): six digits of HMAC-SHA-1 over the number of the
// half-minute, the one form that every authenticator app reads. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/secret.hpp"

namespace tillwatch::crypto {

inline constexpr std::int64_t totp_step_seconds = 30;
inline constexpr std::size_t totp_secret_bytes = 20;
inline constexpr std::int64_t totp_steps_either_way = 1;

/// The half-minute of an instant.
std::int64_t totp_step(Instant now);
std::string totp_code(const Secret& secret, std::int64_t step);

/// The step of which this is the code, about now; steps up to `last_step` were used already.
std::optional<std::int64_t> find_totp_step(const Secret& secret, std::string_view code, Instant now,
                                           std::int64_t last_step);

/// RFC 4648, without padding: as secrets are typed.
std::string base32(std::string_view bytes);

}  // namespace tillwatch::crypto
