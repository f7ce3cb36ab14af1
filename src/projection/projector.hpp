// The projector: a thread that takes deliveries from the inbox in their order, store by store, and
// applies them. A batch, its outcomes and the position after it commit together, so each delivery
// has its effect exactly once. What cannot be parsed is kept with its reason and blocks nobody.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "db/database.hpp"
#include "projection/apply.hpp"
#include "shopify/payload.hpp"
#include "stores/stores.hpp"

namespace tillwatch::projection {

inline constexpr std::int64_t batch_deliveries_max = 256;
inline constexpr std::int64_t batch_bytes_max = std::int64_t{16} << 20;  // of bodies

class Projector {
  public:
    /// `state` and `inbox` are the same database on PostgreSQL; there it looks every `poll_ms` for
    /// what other nodes stored.
    Projector(db::Database& state, db::Database& inbox, stores::Stores& stores, int poll_ms = 200);
    /// Finishes the batch it is at.
    ~Projector();
    Projector(const Projector&) = delete;
    Projector& operator=(const Projector&) = delete;

    /// There is something new. From any thread.
    void wake();

    /// Projects all that is pending, on the caller's thread. Answers how many deliveries.
    std::int64_t drain();

    /// Up to which delivery the embedded database's log is projected for a store; 0 on PostgreSQL.
    std::int64_t position_of(StoreId store_id);

  private:
    struct Pending;
    enum class Effect { applied, given_up };

    void run();
    bool try_drain();
    std::int64_t drain_store(StoreId store_id, std::int64_t newest);
    std::int64_t project(const stores::Store& store);
    std::int64_t project_one(const stores::Store& store);
    std::int64_t project_batch(const stores::Store& store, std::int64_t limit, Effect effect);
    std::vector<Pending> list_pending(db::Transaction& transaction, StoreId store_id,
                                      std::int64_t position, std::int64_t limit);
    shopify::Parsed parse(const Pending& delivery, const stores::Store& store);
    void apply_batch(db::Transaction& transaction, const stores::Store& store,
                     const std::vector<Pending>& batch, Effect effect);
    db::Database& state_;
    db::Database& inbox_;
    stores::Stores& stores_;
    const int poll_ms_;
    shopify::Payloads payloads_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool awake_ = true;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tillwatch::projection
