#include "intake/figures.hpp"

#include <limits>
#include <string>

#include "base/log.hpp"

namespace tillwatch::intake {
namespace {

http::Counter& acknowledged(http::Metrics& metrics, std::string_view outcome) {
    return metrics.counter("tillwatch_deliveries_acknowledged_total",
                           "Deliveries that were answered 200",
                           "outcome=\"" + std::string(outcome) + "\"");
}

http::Counter& refused(http::Metrics& metrics, std::string_view reason) {
    return metrics.counter("tillwatch_deliveries_refused_total",
                           "Deliveries that were answered otherwise than 200",
                           "reason=\"" + std::string(reason) + "\"");
}

}  // namespace

Figures::Figures(http::Metrics& metrics)
    : received(metrics.counter("tillwatch_deliveries_received_total",
                               "Deliveries whose body was received whole")),
      stored(acknowledged(metrics, "stored")),
      duplicate(acknowledged(metrics, "duplicate")),
      unconnected(acknowledged(metrics, "unconnected")),
      refused_signature(refused(metrics, "signature")),
      refused_headers(refused(metrics, "headers")),
      refused_queue_full(refused(metrics, "queue_full")),
      refused_disk_full(refused(metrics, "disk_full")),
      refused_database(refused(metrics, "database")),
      refused_overdue(refused(metrics, "overdue")),
      refused_stopping(refused(metrics, "stopping")),
      queue_deliveries(metrics.gauge("tillwatch_inbox_queue_deliveries",
                                     "Deliveries that wait for their commit")),
      queue_bytes(metrics.gauge("tillwatch_inbox_queue_bytes",
                                "Bytes of the packed bodies that wait for their commit")),
      commit_deliveries(metrics.histogram("tillwatch_inbox_commit_deliveries",
                                          "Deliveries committed together",
                                          {1, 2, 4, 8, 16, 32, 64, 128, 256, 512})),
      commit_seconds(metrics.histogram(
          "tillwatch_inbox_commit_seconds", "Time a commit takes, its flush included",
          {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3})) {}

void watch_backlog(http::Metrics& metrics, DeliveryLog& log, const Clock& clock) {
    const auto reading = [&log](auto figure) {
        return [&log, figure]() -> double {
            try {
                return figure(log.read_backlog());
            } catch (const db::DatabaseError& error) {
                log::debug("the backlog could not be read", {{"reason", error.what()}});
                return std::numeric_limits<double>::quiet_NaN();
            }
        };
    };
    metrics.watch("tillwatch_projection_pending_deliveries",
                  "Deliveries stored and not yet projected",
                  reading([](const DeliveryLog::Backlog& backlog) {
                      return static_cast<double>(backlog.deliveries);
                  }));
    metrics.watch("tillwatch_projection_lag_seconds",
                  "Age of the oldest delivery that is not yet projected; 0 where there is none",
                  reading([&clock](const DeliveryLog::Backlog& backlog) {
                      if (!backlog.oldest) return 0.0;
                      const auto ms = clock.now().ms - backlog.oldest->ms;
                      return static_cast<double>(std::max<std::int64_t>(ms, 0)) / 1000;
                  }));
}

}  // namespace tillwatch::intake
