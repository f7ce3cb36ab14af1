// The service: `tillwatch serve`. Takes deliveries, projects them, answers questions, and carries
// out the commands that are given while it runs. Ends when it is told to by SIGTERM or SIGINT,
// after what was received is committed and answered.
#pragma once

#include "base/options.hpp"

namespace tillwatch {

/// Blocks until the service ends; answers the exit code. A Failure if it cannot start.
int serve(const Options& options);

}  // namespace tillwatch
