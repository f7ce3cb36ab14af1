#include "intake/inbox.hpp"

#include <algorithm>
#include <atomic>

#include "base/log.hpp"
#include "base/this_thread.hpp"
#include "intake/appending.hpp"
#include "intake/sql.hpp"

namespace tillwatch::intake {
namespace {

constexpr auto watch_pause = std::chrono::milliseconds(50);

}  // namespace

/// A delivery that waits for its answer, which it gets once: from the commit, or when it is
/// overdue.
struct Inbox::Waiting {
    Delivery delivery;
    std::function<void(Receipt)> done;
    std::chrono::steady_clock::time_point due;
    std::atomic<bool> answered = false;

    void answer(Receipt receipt) {
        if (!answered.exchange(true)) done(receipt);
    }
};

/// Deliveries on their way into a commit, and what came of each.
struct Inbox::Commit {
    Batch& batch;
    bool taken = false;  // what was queued
    std::vector<Receipt> receipts = {};
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
};

Inbox::Inbox(db::Database& database, Figures& figures, Crowd& crowd, DiskReserve* reserve,
             OnStored on_stored, InboxLimits limits)
    : database_(database),
      figures_(figures),
      crowd_(crowd),
      reserve_(reserve),
      on_stored_(std::move(on_stored)),
      limits_(limits),
      in_commit_(database.engine() == db::Engine::sqlite ? committers_sqlite
                                                         : committers_postgres) {
    if (database.engine() == db::Engine::sqlite) recent_keys_.emplace(limits_.key_lot);
    for (auto& batch : in_commit_) threads_.emplace_back([this, &batch] { run(batch); });
    threads_.emplace_back([this] { watch(); });
}

Inbox::~Inbox() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    stopped_.notify_all();
    enough_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void Inbox::append(Delivery delivery, std::function<void(Receipt)> done) {
    const auto bytes = delivery.content.packed.size();
    auto waiting = std::make_shared<Waiting>();
    waiting->delivery = std::move(delivery);
    waiting->done = std::move(done);
    waiting->due = std::chrono::steady_clock::now() + limits_.answer_time;
    auto refusal = Receipt::queue_full;
    bool unclaimed = false;
    bool enough = false;
    {
        const std::lock_guard lock(mutex_);
        const bool full =
            queue_.size() >= limits_.queue_deliveries || queue_bytes_ + bytes > limits_.queue_bytes;
        if (stopping_) {
            refusal = Receipt::stopping;
        } else if (!full) {
            queue_bytes_ += bytes;
            queue_.push_back(std::move(waiting));
            unclaimed = !claimed_;
            enough = queue_.size() == limits_.commit_deliveries_enough;
            show_queue();
        }
    }
    if (waiting) return waiting->answer(refusal);
    if (unclaimed) changed_.notify_one();
    if (enough) enough_.notify_one();
}

void Inbox::run(Batch& in_commit) {
    name_this_thread("inbox");
    while (claim_queue()) commit(in_commit);
}

/// Waits for deliveries that no other committer is about to take; false when it is time to stop.
bool Inbox::claim_queue() {
    std::unique_lock lock(mutex_);
    const auto free = [this] { return !queue_.empty() && !claimed_; };
    changed_.wait(lock, [&] { return free() || (stopping_ && queue_.empty()); });
    claimed_ = !queue_.empty();
    if (claimed_) keep_pace(lock);
    return claimed_;
}

void Inbox::keep_pace(std::unique_lock<std::mutex>& lock) {
    enough_.wait_until(lock, taken_ + limits_.pace, [this] {
        return stopping_ || queue_.size() >= limits_.commit_deliveries_enough;
    });
}

/// What is queued now, and frees the queue for the next committer.
void Inbox::take(Batch& in_commit) {
    bool more = false;
    {
        const std::lock_guard lock(mutex_);
        taken_ = std::chrono::steady_clock::now();
        while (!queue_.empty() && in_commit.size() < commit_deliveries_max) {
            queue_bytes_ -= queue_.front()->delivery.content.packed.size();
            in_commit.push_back(std::move(queue_.front()));
            queue_.pop_front();
        }
        crowd_.committing(in_commit.size(), taken_);
        claimed_ = false;
        more = !queue_.empty() || stopping_;
        show_queue();
    }
    if (more) changed_.notify_all();
}

/// The batch is taken as late as may be, when the database is ready to write it: so what came while
/// another commit was flushed goes into one.
void Inbox::commit(Batch& in_commit) {
    Commit commit{in_commit};
    auto refusal = Receipt::database_failed;
    try {
        database_.write([&](db::Transaction& transaction) { write(transaction, commit); });
        observe(commit);
    } catch (const db::DatabaseError& error) {
        if (error.kind() == db::Kind::full) refusal = Receipt::disk_full;
        commit.receipts.clear();
        log_failure(error);
    } catch (const std::exception& failure) {
        commit.receipts.clear();
        log_failure(failure);
    }
    // A database that is away has not come to ask for them.
    if (!commit.taken) take(in_commit);
    if (commit.receipts.empty()) commit.receipts.assign(in_commit.size(), refusal);
    answer(commit);
    const std::lock_guard lock(mutex_);
    in_commit.clear();
}

/// May be called again with what it took.
void Inbox::write(db::Transaction& transaction, Commit& commit) {
    if (!commit.taken) {
        take(commit.batch);
        commit.taken = true;
        commit.begun = std::chrono::steady_clock::now();
    }
    std::uint64_t bytes = 0;
    std::vector<const Delivery*> deliveries;
    for (const auto& waiting : commit.batch) {
        deliveries.push_back(&waiting->delivery);
        bytes += waiting->delivery.content.packed.size();
    }
    if (reserve_ != nullptr && !reserve_->has_room(bytes))
        commit.receipts.assign(deliveries.size(), Receipt::disk_full);
    else
        commit.receipts = append_all(transaction, deliveries, recent_keys());
}

void Inbox::observe(const Commit& commit) {
    if (commit.batch.empty()) return;
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - commit.begun;
    figures_.commit_seconds.observe(taken.count());
    figures_.commit_deliveries.observe(static_cast<double>(commit.batch.size()));
}

void Inbox::answer(const Commit& commit) {
    std::vector<StoreId> stores;
    for (std::size_t i = 0; i < commit.batch.size(); ++i) {
        commit.batch[i]->answer(commit.receipts[i]);
        if (commit.receipts[i] == Receipt::stored)
            stores.push_back(commit.batch[i]->delivery.store_id);
    }
    std::ranges::sort(stores);
    stores.erase(std::ranges::unique(stores).begin(), stores.end());
    if (!stores.empty()) on_stored_(stores);
}

/// Once a second at most: what cannot be stored comes again and again.
void Inbox::log_failure(const std::exception& failure) {
    const auto now = std::chrono::steady_clock::now();
    {
        const std::lock_guard lock(mutex_);
        if (now - failure_logged_ < std::chrono::seconds(1)) return;
        failure_logged_ = now;
    }
    log::error("deliveries could not be stored", {{"reason", failure.what()}});
}

void Inbox::show_queue() {
    figures_.queue_deliveries.set(static_cast<std::int64_t>(queue_.size()));
    figures_.queue_bytes.set(static_cast<std::int64_t>(queue_bytes_));
}

/// Answers for a commit that does not come back.
void Inbox::watch() {
    name_this_thread("inbox-watch");
    std::unique_lock lock(mutex_);
    while (!stopped_.wait_for(lock, watch_pause, [this] { return stopping_; })) {
        lock.unlock();
        give_up_overdue();
        lock.lock();
    }
}

void Inbox::give_up_overdue() {
    const auto now = std::chrono::steady_clock::now();
    Batch overdue;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& batch : in_commit_)
            std::ranges::copy_if(batch, std::back_inserter(overdue),
                                 [&](const auto& waiting) { return waiting->due <= now; });
        while (!queue_.empty() && queue_.front()->due <= now) {
            queue_bytes_ -= queue_.front()->delivery.content.packed.size();
            overdue.push_back(std::move(queue_.front()));
            queue_.pop_front();
        }
        show_queue();
    }
    for (const auto& waiting : overdue) waiting->answer(Receipt::overdue);
}

}  // namespace tillwatch::intake
