// The service about itself: alive, ready, its figures, its API's description, its web app.
#pragma once

#include <atomic>
#include <optional>
#include <span>

#include "db/database.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"
#include "mail/recent.hpp"

namespace tillwatch {

struct ServiceState {
    db::Database& state;
    db::Database& inbox;  // the same on PostgreSQL
    http::Metrics& metrics;
    const mail::Recent* shown_mail = nullptr;  // null: nobody is shown any
    std::atomic<bool> stopping = false;
};

std::span<const http::Route<ServiceState>> service_routes();

/// The web app: for a GET that no route has.
std::optional<http::Response> answer_static(http::Request& request);

}  // namespace tillwatch
