// The body of POST …/deliveries/replay: {"filter": {"topic", "state", "since", "until"},
// "dry_run"}. Pure but for its parser.
#pragma once

#include <string_view>

#include "base/time_zone.hpp"
#include "intake/delivery_log.hpp"

namespace tillwatch::intake {

struct ReplayRequest {
    DeliveryFilter filter;
    bool dry_run = false;
};

/// Failure malformed if it is no JSON object, invalid with every field that is wrong or not known.
ReplayRequest read_replay_request(std::string_view body, const TimeZone& zone);

}  // namespace tillwatch::intake
