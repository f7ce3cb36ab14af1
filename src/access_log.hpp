// One line of the log for a request. Those that say nothing new are for --log-level debug only:
// probes that went well, and deliveries that were taken, which the delivery log keeps. The address
// of a webhook may end in a store's secret key, which no line shows. Refused deliveries come in
// floods: of them refusals_per_second are logged, the next line says how many were not.
// Thread-safe.
#pragma once

#include "http/server.hpp"

namespace tillwatch {

inline constexpr int refusals_per_second = 10;

void log_access(const http::AccessRecord& record);

}  // namespace tillwatch
