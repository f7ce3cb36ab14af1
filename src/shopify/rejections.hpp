// How a reader says why a body has no effect.
#pragma once

#include <string>
#include <utility>

#include "shopify/fields.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::shopify {

inline std::unexpected<Rejection> ignored(std::string reason) {
    return std::unexpected(Rejection{Rejection::State::ignored, std::move(reason)});
}

inline std::unexpected<Rejection> failed(std::string reason) {
    return std::unexpected(Rejection{Rejection::State::failed, std::move(reason)});
}

/// What was read, unless a field of it was wrong.
inline Parsed finish(Snapshots snapshots, const Reading& reading) {
    if (!reading.problem.empty()) return failed(reading.problem);
    return snapshots;
}

}  // namespace tillwatch::shopify
