#include "http/serving.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tillwatch::http {
namespace {

constexpr auto answers_help = "Requests answered, by class of status";
constexpr auto refusals_help = "Requests refused by the gate, by reason";

std::vector<std::string> named_hosts(const ServerOptions& options) {
    auto hosts = options.hosts;
    const bool bare_ipv6 = options.address.find(':') != std::string::npos;
    hosts.push_back(bare_ipv6 && !options.address.starts_with('[') ? "[" + options.address + "]"
                                                                   : options.address);
    return hosts;
}

}  // namespace

bool AddressCounts::enter(const IpAddress& address, std::size_t most) {
    const std::lock_guard lock(mutex_);
    auto& count = counts_[address];
    if (count >= most) return false;
    ++count;
    return true;
}

void AddressCounts::leave(const IpAddress& address) {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(address);
    if (--found->second == 0) counts_.erase(found);
}

ServerMetrics::ServerMetrics(Metrics& metrics)
    : open(metrics.gauge("tillwatch_http_connections", "Connections open now")),
      accepted(metrics.counter("tillwatch_http_accepted_total", "Connections taken")),
      evicted(metrics.counter("tillwatch_http_evicted_total",
                              "Waiting connections closed to let a new one in")),
      turned_away(metrics.counter("tillwatch_http_turned_away_total",
                                  "Connections closed at once because of a limit")),
      timed_out(metrics.counter("tillwatch_http_timed_out_total",
                                "Connections closed because the client was too slow")),
      accept_errors(metrics.counter("tillwatch_http_accept_errors_total",
                                    "Errors of accept, such as too many open files")),
      metrics_(metrics),
      seconds_(metrics.histogram(
          "tillwatch_http_request_seconds", "From a request's first byte to its answer's last",
          {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10})) {
    for (std::size_t i = 0; i < std::size(by_class_); ++i) {
        by_class_[i] = &metrics.counter("tillwatch_http_requests_total", answers_help,
                                        fmt::format("status=\"{}xx\"", i));
    }
}

void ServerMetrics::count_answer(int status, double seconds) {
    by_class_[static_cast<std::size_t>(status / 100) % std::size(by_class_)]->add();
    seconds_.observe(seconds);
}

void ServerMetrics::count_refusal(std::string_view reason) {
    metrics_
        .counter("tillwatch_http_refusals_total", refusals_help,
                 fmt::format("reason=\"{}\"", reason))
        .add();
}

Serving::Serving(ServerOptions server_options, const Dispatch& server_dispatch,
                 Metrics& metrics_registry)
    : options(std::move(server_options)),
      limits(options.limits),
      dispatch(server_dispatch),
      hosts(named_hosts(options)),
      response_head(options.https),
      metrics(metrics_registry) {}

bool Serving::is_exempt(const IpAddress& peer) const {
    return peer.is_loopback() ||
           std::ranges::any_of(options.trusted_proxies,
                               [&](const auto& network) { return network.contains(peer); });
}

}  // namespace tillwatch::http
