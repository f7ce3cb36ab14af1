// What all I/O threads of one server share: its options, the figures it keeps, and the counts
// that its limits are held against. Internal to http/. Safe in all threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <unordered_map>

#include "base/network.hpp"
#include "http/dispatch.hpp"
#include "http/metrics.hpp"
#include "http/response_head.hpp"
#include "http/server.hpp"
#include "http/target.hpp"

namespace tillwatch::http {

/// How many connections each party has open.
class AddressCounts {
  public:
    /// False, and not counted, if it has `most` already.
    bool enter(const IpAddress& address, std::size_t most);
    void leave(const IpAddress& address);

  private:
    std::mutex mutex_;
    std::unordered_map<IpAddress, std::size_t> counts_;
};

class ServerMetrics {
  public:
    explicit ServerMetrics(Metrics& metrics);

    void count_answer(int status, double seconds);
    void count_refusal(std::string_view reason);

    Gauge& open;
    Counter& accepted;
    Counter& evicted;
    Counter& turned_away;
    Counter& timed_out;
    Counter& accept_errors;

  private:
    Metrics& metrics_;
    Counter* by_class_[6];
    Histogram& seconds_;
};

struct Serving {
    Serving(ServerOptions server_options, const Dispatch& server_dispatch,
            Metrics& metrics_registry);

    bool is_exempt(const IpAddress& peer) const;

    const ServerOptions options;
    const Limits& limits;
    const Dispatch& dispatch;
    const AllowedHosts hosts;
    const ResponseHead response_head;
    ServerMetrics metrics;
    AddressCounts addresses;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> body_bytes{0};
    std::atomic<bool> stopping{false};
};

}  // namespace tillwatch::http
