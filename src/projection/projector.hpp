// The projector: the thread that projects deliveries (projection.hpp) as soon as they are stored.
// It looks where it is told that something new is; through all stores it looks at the start, after
// a failure and, on PostgreSQL, every `poll_ms`, for what other nodes stored or left.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <span>
#include <stop_token>
#include <thread>

#include "projection/projection.hpp"

namespace tillwatch::projection {

class Projector {
  public:
    /// What comes without end is taken together this long: larger batches cost less each.
    static constexpr std::chrono::milliseconds pace{20};
    /// A batch waits this long at most for some that are to be acknowledged, and for many.
    static constexpr std::chrono::milliseconds give_way_some{100};
    static constexpr std::chrono::milliseconds give_way_many{1000};
    /// Beside them a batch is no larger than this: the pages of a large one keep the device from
    /// the flush that those wait for.
    static constexpr std::int64_t batch_beside_some = 1'024;
    static constexpr std::int64_t batch_beside_many = 256;

    /// How many wait to be acknowledged; many take up the machine.
    enum class Others { none, some, many };

    /// As Projection.
    Projector(
        db::Database& state, db::Database& inbox, stores::Stores& stores, std::int64_t holder,
        std::function<Others()> others_wait = [] { return Others::none; }, int poll_ms = 200);
    /// Finishes the batch it is at.
    ~Projector();
    Projector(const Projector&) = delete;
    Projector& operator=(const Projector&) = delete;

    /// There is something new of these stores. From any thread.
    void wake(std::span<const StoreId> stores);

    std::int64_t position_of(StoreId store_id) { return find_position(state_, store_id); }

  private:
    using Moment = std::chrono::steady_clock::time_point;

    void run();
    bool try_work(std::set<StoreId>& due, bool look);
    void wait(std::set<StoreId>& due, const std::optional<Moment>& next_look, Moment not_before);
    std::int64_t give_way();
    void pause();

    db::Database& state_;
    const std::function<Others()> others_wait_;
    const std::chrono::milliseconds poll_;
    Projection projection_;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::set<StoreId> stored_;
    std::stop_source stop_;
    std::thread thread_;
};

}  // namespace tillwatch::projection
