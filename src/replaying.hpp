// The command `replay`: has deliveries projected again, step by step, and waits for what comes of
// each step. A stop ends it after the step; what was asked for by then is done nevertheless.
#pragma once

#include <functional>
#include <stop_token>

#include "app.hpp"
#include "intake/replays.hpp"

namespace tillwatch {

struct Replaying {
    /// Has the running service's projector look; empty: there is none, one is made for the while.
    std::function<void(StoreId)> wake_projector;
    std::function<void(std::int64_t count)> on_counted;
    std::stop_token cancelled;
};

intake::Replays::Results replay(App& app, StoreId store_id, const intake::DeliveryFilter& filter,
                                const Replaying& how);

}  // namespace tillwatch
