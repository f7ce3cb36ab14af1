// What the intake tells Prometheus about itself. Thread-safe.
#pragma once

#include "base/clock.hpp"
#include "http/metrics.hpp"
#include "intake/delivery_log.hpp"

namespace tillwatch::intake {

struct Figures {
    explicit Figures(http::Metrics& metrics);

    http::Counter& received;
    http::Counter& stored;
    http::Counter& duplicate;
    http::Counter& unconnected;

    http::Counter& refused_signature;
    http::Counter& refused_headers;
    http::Counter& refused_queue_full;
    http::Counter& refused_disk_full;
    http::Counter& refused_database;
    http::Counter& refused_overdue;
    http::Counter& refused_stopping;

    http::Gauge& queue_deliveries;
    http::Gauge& queue_bytes;
    http::Histogram& commit_deliveries;
    http::Histogram& commit_seconds;
};

/// How far projecting is behind: asked of the database whenever the figures are read, NaN where it
/// does not answer. `log` and `clock` outlive the metrics' last reading.
void watch_backlog(http::Metrics& metrics, DeliveryLog& log, const Clock& clock);

}  // namespace tillwatch::intake
