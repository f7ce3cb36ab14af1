// Projecting deliveries again: finds those of which that can be asked, asks for it, and tells what
// came of it. The projector does it, beside what is new; to figures it does nothing twice.
// Thread-safe; blocks.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "audit/audit.hpp"
#include "base/clock.hpp"
#include "intake/delivery_log.hpp"

namespace tillwatch::intake {

inline constexpr std::int64_t replay_step_max = 4'096;

class Replays {
  public:
    /// `on_asked` is called when something of a store was asked for, on the thread that asked.
    Replays(db::Database& state, DeliveryLog& log, const Clock& clock,
            std::function<void(StoreId)> on_asked)
        : state_(state), log_(log), clock_(clock), on_asked_(std::move(on_asked)) {}

    /// Of a step through a filter's deliveries, newest first: those whose body is kept and that do
    /// not wait already, at most replay_step_max. `next` is where the following step begins.
    struct Step {
        std::vector<DeliveryId> ids;
        std::optional<DeliveryId> next;
    };
    Step find(StoreId store_id, const DeliveryFilter& filter, std::optional<DeliveryId> before);
    /// Of all steps.
    std::int64_t count(StoreId store_id, const DeliveryFilter& filter);

    /// Into the store's audit log: somebody asks for so many. Before they do, so that nothing is
    /// asked for without it.
    void record(StoreId store_id, const audit::Actor& by, std::int64_t count);
    /// Durable when it returns.
    void ask(StoreId store_id, std::span<const DeliveryId> ids);
    /// Of all steps, and recorded; answers how many.
    std::int64_t ask_all(StoreId store_id, const audit::Actor& by, const DeliveryFilter& filter);

    struct Results {
        std::int64_t waiting = 0;
        std::int64_t applied = 0;
        std::int64_t failed = 0;
        std::int64_t ignored = 0;
    };
    Results results_of(StoreId store_id, std::span<const DeliveryId> ids);

  private:
    db::Database& state_;
    DeliveryLog& log_;
    const Clock& clock_;
    std::function<void(StoreId)> on_asked_;
};

}  // namespace tillwatch::intake
