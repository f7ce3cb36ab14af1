// Secrets that come by a stream, so that they stand in no list of processes and no shell history.
#pragma once

#include <stop_token>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace tillwatch {

inline constexpr std::size_t secret_input_bytes_max = 4096;

/// All that `descriptor` gives until its end, without one newline at the end. `what` ("password")
/// is for errors: nothing given, too much given, not readable. Unavailable "stopped" if `cancelled`
/// comes first.
Result<Secret> read_secret(int descriptor, std::string_view what, std::stop_token cancelled = {});

}  // namespace tillwatch
