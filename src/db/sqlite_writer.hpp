// The one writer of a SQLite file: a thread that runs waiting jobs together in one transaction and
// has them flushed at once (group commit), by another thread: the next ones are written meanwhile.
// So reads may see what is not durable yet. Each job has a savepoint of its own, so one that fails
// takes nothing back but its own; a commit or a flush that fails fails them all. Thread-safe.
// The same thread runs the checkpoints: small ones when nobody waits, and without waiting for that
// when the WAL has become large.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "db/database.hpp"
#include "db/sqlite_connection.hpp"
#include "db/sqlite_notices.hpp"
#include "db/wal_flusher.hpp"

namespace tillwatch::db {

class SqliteWriter {
  public:
    static constexpr std::size_t group_jobs_max = 256;
    static constexpr int checkpoint_idle_pages = 512;
    static constexpr int checkpoint_busy_pages = 2'048;
    /// Of background work, which is written in large batches: pages that several of them change are
    /// copied once. Flushed at once, more would keep the device from what somebody waits for.
    static constexpr int checkpoint_background_pages = 4'096;
    static constexpr int restart_pages = 16'384;  // a WAL of 64 MB: wait for readers to restart it
    static constexpr int restart_wait_ms = 200;
    static constexpr int idle_before_truncate_ms = 1'000;

    SqliteWriter(const std::string& path, const Options& options);
    /// Finishes what is queued.
    ~SqliteWriter();
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;

    /// Returns when the job is durable, or, where that is not asked for, written; throws what it
    /// threw.
    void write(TransactionBody body, const Work& work);
    /// Returns when what is committed is durable.
    void flush();
    std::unique_ptr<Listening> listen(Ears ears) { return notices_.listen(std::move(ears)); }

    /// Empties the WAL; false while a reader holds it.
    bool scrub();

  private:
    struct Job;
    using Jobs = std::vector<Job*>;

    void enqueue_and_wait(Job& job);
    void serve();
    Jobs next_group();
    void run_group(const Jobs& jobs);
    std::exception_ptr try_commit(const Jobs& jobs);
    void finish(const Jobs& jobs, std::vector<std::string> notices);
    void fail(const Jobs& jobs, std::exception_ptr error);
    void run_job(Job& job, bool alone);
    void roll_back();
    void keep_temporary_in_memory();
    void note(const std::exception_ptr& error);
    std::optional<DatabaseError> broken();
    bool idle();
    void checkpoint_when_due();
    bool checkpoint(SqliteConnection::Checkpoint how, int wait_ms = 0);

    const std::size_t queue_max_;
    const bool background_;
    const std::function<void(const DatabaseError&)> on_broken_;
    const std::function<void()> on_full_;
    SqliteConnection connection_;
    int copied_pages_ = 0;  // of the WAL, by checkpoints
    SqliteNotices notices_;
    bool full_ = false;

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Job*> queue_;
    std::optional<DatabaseError> broken_;
    bool stopping_ = false;
    WalFlusher flusher_;
    std::thread thread_;
};

}  // namespace tillwatch::db
