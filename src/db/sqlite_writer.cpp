#include "db/sqlite_writer.hpp"

#include <algorithm>

#include "base/this_thread.hpp"

namespace tillwatch::db {
namespace {

constexpr Statement begin{"db/begin", "begin immediate", "", nullptr, {}, {}};
constexpr Statement commit{"db/commit", "commit", "", nullptr, {}, {}};
constexpr Statement rollback{"db/rollback", "rollback", "", nullptr, {}, {}};
constexpr Statement savepoint{"db/savepoint", "savepoint job", "", nullptr, {}, {}};
constexpr Statement release{"db/release", "release job", "", nullptr, {}, {}};
constexpr Statement undo{"db/undo", "rollback to job", "", nullptr, {}, {}};

}  // namespace

/// A write that waits on its caller's stack.
struct SqliteWriter::Job {
    const TransactionBody* body = nullptr;  // none: empty the WAL
    bool flushed = true;
    bool alone = false;
    bool sorts = false;
    bool scrubbed = false;
    std::exception_ptr error = nullptr;
    bool done = false;
    std::mutex mutex;
    std::condition_variable finished;

    void finish() {
        // Notified under the lock: the waiter cannot return, and the job not go, before it is ours.
        const std::lock_guard lock(mutex);
        done = true;
        finished.notify_one();
    }
};

SqliteWriter::SqliteWriter(const std::string& path, const Options& options)
    : queue_max_(options.write_queue_max),
      background_(options.background),
      on_broken_(options.on_broken),
      on_full_(options.on_full),
      connection_(path, SqliteConnection::Mode::writer, options.writer_cache_kib),
      flusher_(path),
      thread_([this] { serve(); }) {}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void SqliteWriter::write(TransactionBody body, const Work& work) {
    Job job{.body = &body,
            .flushed = work.flushed,
            .alone = work.alone || work.sorts,
            .sorts = work.sorts};
    enqueue_and_wait(job);
}

void SqliteWriter::flush() {
    try {
        flusher_.flush();
    } catch (...) {
        note(std::current_exception());
        throw;
    }
}

bool SqliteWriter::scrub() {
    Job job;
    enqueue_and_wait(job);
    return job.scrubbed;
}

void SqliteWriter::enqueue_and_wait(Job& job) {
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() >= queue_max_) {
            throw DatabaseError(Kind::unavailable, "too many writes wait already");
        }
        queue_.push_back(&job);
    }
    arrived_.notify_one();
    std::unique_lock lock(job.mutex);
    job.finished.wait(lock, [&] { return job.done; });
    if (job.error) std::rethrow_exception(job.error);
}

void SqliteWriter::serve() {
    name_this_thread("sqlite-writer");
    if (background_) lower_this_threads_priority();
    using enum SqliteConnection::Checkpoint;
    checkpoint(truncate);
    for (;;) {
        const auto jobs = next_group();
        if (jobs.empty()) break;
        run_group(jobs);
        // What the WAL takes twice is room that can be had back.
        if (std::exchange(full_, false))
            checkpoint(truncate);
        else
            checkpoint_when_due();
    }
    checkpoint(truncate);
}

/// Waits for jobs; none when it is time to stop. Meanwhile an idle WAL is emptied.
SqliteWriter::Jobs SqliteWriter::next_group() {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return stopping_ || !queue_.empty(); };
    const auto patience = std::chrono::milliseconds(idle_before_truncate_ms);
    while (!ready()) {
        if (connection_.wal_pages() == 0 || broken_) {
            arrived_.wait(lock, ready);
        } else if (!arrived_.wait_for(lock, patience, ready)) {
            lock.unlock();
            checkpoint(SqliteConnection::Checkpoint::truncate);
            lock.lock();
        }
    }
    Jobs jobs;
    while (!queue_.empty() && jobs.size() < group_jobs_max) {
        const bool alone = queue_.front()->alone;
        if (alone && !jobs.empty()) break;
        jobs.push_back(queue_.front());
        queue_.pop_front();
        if (alone) break;
    }
    return jobs;
}

void SqliteWriter::run_group(const Jobs& jobs) {
    auto failure = try_commit(jobs);
    if (failure) roll_back();
    if (jobs.front()->sorts) keep_temporary_in_memory();
    if (failure) {
        connection_.notices().clear();
        return fail(jobs, std::move(failure));
    }
    for (auto* job : jobs)
        if (job->body == nullptr)
            job->scrubbed = checkpoint(SqliteConnection::Checkpoint::truncate);
    finish(jobs, std::exchange(connection_.notices(), {}));
}

/// What it failed by. Given away rather than handled in place, for it to end with its last waiter.
std::exception_ptr SqliteWriter::try_commit(const Jobs& jobs) {
    try {
        if (const auto failure = broken()) throw DatabaseError(*failure);
        if (jobs.front()->sorts) connection_.keep_temporary(SqliteConnection::Temporary::files);
        connection_.control(begin);
        for (auto* job : jobs) run_job(*job, jobs.size() == 1);
        connection_.control(commit);
        return nullptr;
    } catch (...) {
        return std::current_exception();
    }
}

/// Without flushes the file stays whole: a checkpoint flushes the WAL before it writes.
void SqliteWriter::finish(const Jobs& jobs, std::vector<std::string> notices) {
    auto done = [this, jobs,
                 notices = std::move(notices)](const std::exception_ptr& failure) mutable {
        if (failure) return fail(jobs, failure);
        notices_.hand_on(std::move(notices));
        for (auto* job : jobs) job->finish();
    };
    if (std::ranges::any_of(jobs, &Job::flushed))
        flusher_.after_flush(std::move(done));
    else
        done(nullptr);
}

void SqliteWriter::fail(const Jobs& jobs, std::exception_ptr error) {
    note(error);
    for (auto* job : jobs)
        if (!job->error) job->error = error;
    error = nullptr;
    for (auto* job : jobs) job->finish();
}

void SqliteWriter::run_job(Job& job, bool alone) {
    if (job.body == nullptr) return;
    if (!alone) connection_.control(savepoint);
    const auto told = connection_.notices().size();
    try {
        Transaction transaction(connection_);
        (*job.body)(transaction);
        transaction.throw_if_failed();
    } catch (...) {
        job.error = std::current_exception();
        note(job.error);
        // SQLite takes the whole transaction back after some errors; then its jobs are lost too.
        if (alone || broken() || !connection_.in_transaction()) throw;
        connection_.control(undo);
        connection_.notices().resize(told);
    }
    if (!alone) connection_.control(release);
}

void SqliteWriter::keep_temporary_in_memory() {
    try {
        connection_.keep_temporary(SqliteConnection::Temporary::memory);
    } catch (...) {
        note(std::current_exception());
    }
}

void SqliteWriter::roll_back() {
    if (!connection_.in_transaction()) return;
    try {
        connection_.control(rollback);
    } catch (...) {
        note(std::current_exception());
    }
}

/// Remembers that the storage failed, nothing is written after that; or that it is full.
void SqliteWriter::note(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const DatabaseError& failed) {
        if (failed.kind() == Kind::full && !full_) {
            full_ = true;
            if (on_full_) on_full_();
        }
        if (failed.kind() != Kind::broken) return;
        {
            const std::lock_guard lock(mutex_);
            if (std::exchange(broken_, failed)) return;
        }
        if (on_broken_) on_broken_(failed);
    } catch (...) {
        return;
    }
}

std::optional<DatabaseError> SqliteWriter::broken() {
    const std::lock_guard lock(mutex_);
    return broken_;
}

bool SqliteWriter::idle() {
    const std::lock_guard lock(mutex_);
    return queue_.empty();
}

void SqliteWriter::checkpoint_when_due() {
    using enum SqliteConnection::Checkpoint;
    const int pages = connection_.wal_pages();
    if (pages < copied_pages_) copied_pages_ = 0;  // the WAL began anew
    const int waiting = pages - copied_pages_;
    const bool due = background_ ? waiting >= checkpoint_background_pages
                                 : waiting >= checkpoint_busy_pages ||
                                       (waiting >= checkpoint_idle_pages && idle());
    if (due) {
        pages >= restart_pages ? checkpoint(restart, restart_wait_ms) : checkpoint(passive);
    }
}

bool SqliteWriter::checkpoint(SqliteConnection::Checkpoint how, int wait_ms) {
    if (broken()) return false;
    try {
        const auto done = connection_.checkpoint(how, wait_ms);
        copied_pages_ = done.pages;
        return done.whole;
    } catch (...) {
        note(std::current_exception());
        return false;
    }
}

}  // namespace tillwatch::db
