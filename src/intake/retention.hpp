// What of the log goes when: the bodies after the store's body_retention_days, a delivery with its
// key after key_days, or with its body where that stays longer. What is pending stays. Removes in
// steps of step_deliveries with a pause between, so that no delivery waits for it, and has SQLite
// overwrite what it removes, in the files too.
// A thread of its own, from start() on; sweep() is the same at once.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "stores/stores.hpp"

namespace tillwatch::intake {

class Retention {
  public:
    static constexpr std::int64_t key_days = 90;
    static constexpr std::int64_t step_deliveries = 256;
    static constexpr std::chrono::milliseconds pause_between_steps{20};
    static constexpr std::chrono::minutes pause_between_sweeps{10};

    /// `position_of`: up to which delivery a store is projected. `settle`: makes that last, called
    /// before anything is removed; else a power cut could leave deliveries to be projected whose
    /// bodies are gone. `forget`: these deliveries of a store leave the log, whatever else is known
    /// of them may go; called before they do.
    using PositionOf = std::function<std::int64_t(StoreId)>;
    using Settle = std::function<void(StoreId)>;
    using Forget = std::function<void(StoreId, std::span<const std::int64_t>)>;

    Retention(db::Database& inbox, stores::Stores& stores, const Clock& clock,
              PositionOf position_of, Settle settle, Forget forget);
    /// Ends after the step it is at.
    ~Retention();
    Retention(const Retention&) = delete;
    Retention& operator=(const Retention&) = delete;

    void start();

    struct Removed {
        std::int64_t bodies = 0;
        std::int64_t deliveries = 0;
    };
    Removed sweep();

  private:
    struct Step;

    void run();
    bool pause(std::chrono::milliseconds time);
    Removed sweep_store(StoreId store_id, std::int64_t body_days);
    std::int64_t remove_bodies(StoreId store_id, Instant before);
    std::int64_t remove_deliveries(StoreId store_id, Instant before);
    Step expired_after(StoreId store_id, std::int64_t after, Instant before);

    db::Database& inbox_;
    stores::Stores& stores_;
    const Clock& clock_;
    const PositionOf position_of_;
    const Settle settle_;
    const Forget forget_;
    std::map<StoreId, std::int64_t> bodies_gone_;  // up to which delivery, as far as was seen
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tillwatch::intake
