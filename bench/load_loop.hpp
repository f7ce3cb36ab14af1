// Sends prepared requests over keep-alive connections to loopback and measures the answers: as soon
// as a connection is free (closed loop), or at a fixed rate whatever the answers do (open loop; a
// request's time then counts from when it was due, so that a server that stalls is not asked less).
// One thread, epoll, one send and one receive a request. Ends after `seconds` and at most
// drain_seconds more.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

namespace tillwatch::bench {

inline constexpr int drain_seconds = 10;

struct LoadOptions {
    std::uint16_t port = 8080;
    std::uint32_t connections = 64;
    double seconds = 10;
    double rate = 0;  ///< requests a second; 0 is a closed loop
};

struct LoadResult {
    std::map<int, std::uint64_t> statuses;
    std::vector<std::uint32_t> latencies_us;  ///< of the answers with 200
    std::uint64_t sent = 0;
    std::uint64_t broken = 0;      ///< connections that ended instead of an answer
    std::uint64_t unanswered = 0;  ///< at the very end
    double seconds = 0;            ///< from the start to the last answer
    double user_cpu_seconds = 0, system_cpu_seconds = 0;
};

/// The bytes of the next request, which stay as they are until they are sent; an empty view ends
/// the run.
using NextRequest = std::function<std::string_view()>;

/// Throws std::system_error if no connection can be made, std::runtime_error for an answer that is
/// no HTTP.
LoadResult run_load(const LoadOptions& options, const NextRequest& next);

}  // namespace tillwatch::bench
