// The inbox: the durable, append-only log of deliveries. Whatever waits is committed together, by
// one thread; only after that commit is on stable storage does a delivery's answer come. The same
// delivery again is stored once: the key is (store, topic, webhook id, hash of the body).
// Thread-safe. The queue is bounded by count and by bytes; beyond it, and when the database is
// away, the answer is `unavailable` and Shopify sends again.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "db/database.hpp"
#include "intake/delivery.hpp"

namespace tillwatch::intake {

inline constexpr std::size_t queue_deliveries_max = 4'096;
inline constexpr std::size_t queue_bytes_max = std::size_t{128} << 20;
inline constexpr std::size_t commit_deliveries_max = 512;

enum class Receipt { stored, duplicate, unavailable };

class Inbox {
  public:
    /// `on_stored` is called on the inbox's thread after a commit that stored something new.
    Inbox(db::Database& database, std::function<void()> on_stored);
    /// Commits what was taken, then ends.
    ~Inbox();
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    /// `done` is called once, on the inbox's thread or, where the queue is full, on the caller's.
    void append(Delivery delivery, std::function<void(Receipt)> done);

    /// Deliveries stored and not yet projected; `position` is the store's (projection/).
    std::int64_t count_pending(StoreId store_id, std::int64_t position);

  private:
    struct Waiting {
        Delivery delivery;
        std::function<void(Receipt)> done;
    };

    void run();
    void commit(std::deque<Waiting>& batch);

    db::Database& database_;
    std::function<void()> on_stored_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> queue_;
    std::size_t queue_bytes_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tillwatch::intake
