// What the intake tells Prometheus about itself. Thread-safe.
#pragma once

#include "http/metrics.hpp"

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

}  // namespace tillwatch::intake
