// How versions stand in the tables: a trigger that was not given is -1, so that the
// comparison of rows in SQL is the comparison of Version.
#pragma once

#include <optional>

#include "commerce/snapshots.hpp"

namespace tillwatch::commerce {

inline constexpr std::int64_t no_trigger = -1;

inline std::int64_t stored_trigger(const Version& version) {
    return version.triggered_at ? version.triggered_at->ms : no_trigger;
}

inline std::optional<Instant> read_trigger(std::int64_t stored) {
    if (stored == no_trigger) return std::nullopt;
    return Instant{stored};
}

}  // namespace tillwatch::commerce
