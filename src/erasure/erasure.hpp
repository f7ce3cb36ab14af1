// What is left of stores that were deleted (erasure/deletion.hpp) is erased here: in both
// databases, in steps of step_rows at most with a pause between, so that nobody who writes waits
// for it, and SQLite overwrites what it removes, in the files too. Which stores, the table
// `erasures` says, so that it goes on after a stop, on any node; two nodes at one store do no harm.
// What was on its way when the store was deleted may yet be stored a moment later: a store is done
// with when, settle_ms after it was deleted, nothing of it is found any more.
// A thread of its own, from start() on; sweep() is one round of the same at once.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "db/database.hpp"
#include "erasure/tables.hpp"

namespace tillwatch::erasure {

class Erasure {
  public:
    static constexpr std::int64_t step_rows_sqlite = 256;      // there is one writer
    static constexpr std::int64_t step_rows_postgres = 4'096;  // each step looks past dead rows
    static constexpr std::chrono::milliseconds pause_between_steps{10};
    static constexpr std::chrono::seconds pause_between_rounds{10};
    static constexpr std::int64_t settle_ms = 60'000;

    Erasure(db::Database& state, db::Database& inbox, const Clock& clock)
        : state_(state), inbox_(inbox), clock_(clock) {}
    /// Ends after the step it is at.
    ~Erasure();
    Erasure(const Erasure&) = delete;
    Erasure& operator=(const Erasure&) = delete;

    void start();
    /// A store was deleted. From any thread.
    void wake();

    struct Swept {
        std::int64_t rows = 0;
        std::int64_t stores = 0;  // done with
    };
    /// Asked after each step that erased something; false ends the round there.
    using GoOn = std::function<bool()>;
    Swept sweep(const GoOn& go_on = [] { return true; });

  private:
    struct Step {
        std::int64_t rows = 0;
        std::size_t tables = 0;  // that it came through
    };

    void run();
    bool pause(std::chrono::milliseconds time);
    bool wait();
    bool erase(db::Database& database, std::span<const Table> tables, StoreId store_id,
               const GoOn& go_on, std::int64_t& rows);
    std::optional<Step> take_step(db::Database& database, std::span<const Table> tables,
                                  StoreId store_id);
    void scrub();

    db::Database& state_;
    db::Database& inbox_;
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tillwatch::erasure
