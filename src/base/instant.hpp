// An instant: milliseconds since 1970-01-01T00:00:00Z. Stored, compared and passed as such; its
// day and hour exist only in a time zone (base/time_zone.hpp).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillwatch {

struct Instant {
    std::int64_t ms = 0;
    auto operator<=>(const Instant&) const = default;

    /// RFC 3339: "2026-09-01T14:15:00Z", "…T14:15:00.123456789-04:00", also with a blank for the
    /// T. Finer than a millisecond is cut off. Years 1 to 9999; a leap second is the next second.
    static Result<Instant> parse(std::string_view text);

    /// RFC 3339 UTC with Z; milliseconds only where there are any.
    std::string text() const;
};

/// As columns that may be null hold it.
inline std::optional<std::int64_t> ms_of(const std::optional<Instant>& instant) {
    if (!instant) return std::nullopt;
    return instant->ms;
}

}  // namespace tillwatch
