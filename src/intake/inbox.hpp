// The inbox: the durable, append-only log of deliveries. Whatever waits is committed together, and
// only after that commit is on stable storage does a delivery's answer come. While one commit is
// flushed and answered the next one is written, by another committer, a thread of its own. The same
// delivery again is stored once: its key is (store, topic, webhook id), and another body under a
// known key is kept beside the first and marked.
// Thread-safe. The queue is bounded by count and by bytes. Beyond it, when the disk is nearly full,
// the database is away or a commit outlasts answer_time, nothing is acknowledged and Shopify sends
// again.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "db/database.hpp"
#include "intake/crowd.hpp"
#include "intake/delivery.hpp"
#include "intake/disk_reserve.hpp"
#include "intake/figures.hpp"
#include "intake/recent_keys.hpp"

namespace tillwatch::intake {

inline constexpr std::size_t commit_deliveries_max = 512;
inline constexpr std::size_t committers_sqlite = 2;  // there is one writer
inline constexpr std::size_t committers_postgres = 4;

struct InboxLimits {
    std::size_t queue_deliveries = 4'096;
    std::size_t queue_bytes = std::size_t{128} << 20;  // of packed bodies
    std::chrono::milliseconds answer_time{3'000};
    /// A commit begins no sooner after the one before it, unless so many deliveries wait: many are
    /// to share its flush. One that comes after a pause waits for nothing.
    std::chrono::milliseconds pace{2};
    std::size_t commit_deliveries_enough = 16;
    std::size_t key_lot = RecentKeys::lot_keys_default;
};

/// `stored` and `duplicate` are durable; all others are not acknowledged. `outdated`: a store was
/// changed on another node since the signature was checked, it is to be checked again. `overdue`:
/// it may yet be stored.
enum class Receipt {
    stored,
    duplicate,
    outdated,
    queue_full,
    disk_full,
    database_failed,
    overdue,
    stopping
};

class Inbox {
  public:
    using OnStored = std::function<void(std::span<const StoreId>)>;

    /// `reserve` is the embedded database's, else null. `on_stored` is called on a
    /// committer's thread after a commit that stored something new, with the stores it is of.
    Inbox(db::Database& database, Figures& figures, Crowd& crowd, DiskReserve* reserve,
          OnStored on_stored, InboxLimits limits = {});
    /// Commits what was taken, then ends.
    ~Inbox();
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    /// `done` is called once, from any thread; where the queue is full, before append returns.
    void append(Delivery delivery, std::function<void(Receipt)> done);

    /// Whether so much comes that it is to be taken with as little effort as may be.
    bool is_crowded() const { return crowd_.is_here(std::chrono::steady_clock::now()); }

  private:
    struct Waiting;
    struct Commit;
    using Batch = std::vector<std::shared_ptr<Waiting>>;

    RecentKeys* recent_keys() { return recent_keys_ ? &*recent_keys_ : nullptr; }
    void run(Batch& in_commit);
    bool claim_queue();
    void keep_pace(std::unique_lock<std::mutex>& lock);
    void take(Batch& in_commit);
    void commit(Batch& in_commit);
    void write(db::Transaction& transaction, Commit& commit);
    void observe(const Commit& commit);
    void answer(const Commit& commit);
    void log_failure(const std::exception& failure);
    void show_queue();
    void watch();
    void give_up_overdue();

    db::Database& database_;
    Figures& figures_;
    Crowd& crowd_;
    DiskReserve* reserve_;
    const OnStored on_stored_;
    const InboxLimits limits_;
    std::optional<RecentKeys> recent_keys_;  // SQLite
    std::chrono::steady_clock::time_point failure_logged_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::condition_variable stopped_;
    std::condition_variable enough_;  // or stopped
    std::deque<std::shared_ptr<Waiting>> queue_;
    std::size_t queue_bytes_ = 0;
    bool claimed_ = false;  // a committer is about to take what is queued
    std::chrono::steady_clock::time_point taken_;
    std::vector<Batch> in_commit_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace tillwatch::intake
