// Letting simulated stores send: their history as fast as is asked for, or their life as it
// happens. Blocks until all is sent or `stop` is requested.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "sim/disorder.hpp"
#include "sim/sender.hpp"

namespace tillwatch::sim {

struct SendResult {
    std::int64_t webhooks = 0;  // of the stores, each once
    FaultCounts faults;
    SendCounts answers;
};

/// The first `webhooks` of a history; none: all of it. `rate` a second; 0: as they are answered.
SendResult send_history(const Plan& plan, std::size_t shops, std::int64_t rate,
                        std::optional<std::int64_t> webhooks, const Faults& faults, Sender& sender,
                        const std::stop_token& stop);

/// What happens from now on in stores whose plan says that they live; what happened between the
/// end of their history and now is left out.
SendResult send_life(const Plan& plan, std::size_t shops, std::optional<std::int64_t> webhooks,
                     const Faults& faults, Sender& sender, const std::stop_token& stop);

}  // namespace tillwatch::sim
