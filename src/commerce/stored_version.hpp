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

/// From any row that has the columns of a version.
template <class Row>
Version version_of(const Row& row) {
    return {{row.updated_at}, read_trigger(row.triggered_at), row.completeness, row.content_hash};
}

/// Fills the columns of a version in the parameters of a statement.
template <class Params>
void put_version(Params& params, const Version& version) {
    params.updated_at = version.updated_at.ms;
    params.triggered_at = stored_trigger(version);
    params.completeness = version.completeness;
    params.content_hash = version.content_hash;
}

}  // namespace tillwatch::commerce
