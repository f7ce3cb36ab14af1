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

Inbox::Inbox(db::Database& database, Figures& figures, DiskReserve* reserve, OnStored on_stored,
             InboxLimits limits)
    : database_(database),
      figures_(figures),
      reserve_(reserve),
      on_stored_(std::move(on_stored)),
      limits_(limits),
      thread_([this] { run(); }),
      watch_([this] { watch(); }) {}

Inbox::~Inbox() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    stopped_.notify_one();
    thread_.join();
    watch_.join();
}

void Inbox::append(Delivery delivery, std::function<void(Receipt)> done) {
    const auto bytes = delivery.content.packed.size();
    auto waiting = std::make_shared<Waiting>();
    waiting->delivery = std::move(delivery);
    waiting->done = std::move(done);
    waiting->due = std::chrono::steady_clock::now() + limits_.answer_time;
    auto refusal = Receipt::queue_full;
    {
        const std::lock_guard lock(mutex_);
        const bool full =
            queue_.size() >= limits_.queue_deliveries || queue_bytes_ + bytes > limits_.queue_bytes;
        if (stopping_) {
            refusal = Receipt::stopping;
        } else if (!full) {
            queue_bytes_ += bytes;
            queue_.push_back(std::move(waiting));
            show_queue();
        }
    }
    if (waiting) return waiting->answer(refusal);
    changed_.notify_one();
}

void Inbox::run() {
    name_this_thread("inbox");
    for (auto batch = take(); !batch.empty(); batch = take()) commit(batch);
}

/// Waits for deliveries; none when it is time to stop.
Inbox::Batch Inbox::take() {
    std::unique_lock lock(mutex_);
    in_commit_.clear();
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    while (!queue_.empty() && in_commit_.size() < commit_deliveries_max) {
        queue_bytes_ -= queue_.front()->delivery.content.packed.size();
        in_commit_.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    show_queue();
    return in_commit_;
}

void Inbox::commit(const Batch& batch) {
    std::vector<const Delivery*> deliveries;
    for (const auto& waiting : batch) deliveries.push_back(&waiting->delivery);
    const auto receipts = store(deliveries);
    std::vector<StoreId> stores;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        batch[i]->answer(receipts[i]);
        if (receipts[i] == Receipt::stored) stores.push_back(deliveries[i]->store_id);
    }
    std::ranges::sort(stores);
    stores.erase(std::ranges::unique(stores).begin(), stores.end());
    if (!stores.empty()) on_stored_(stores);
}

std::vector<Receipt> Inbox::store(const std::vector<const Delivery*>& deliveries) {
    std::uint64_t bytes = 0;
    for (const auto* delivery : deliveries) bytes += delivery->content.packed.size();
    if (reserve_ != nullptr && !reserve_->has_room(bytes))
        return std::vector(deliveries.size(), Receipt::disk_full);
    auto refusal = Receipt::database_failed;
    const auto begun = std::chrono::steady_clock::now();
    try {
        auto receipts = database_.write(
            [&](db::Transaction& transaction) { return append_all(transaction, deliveries); });
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
        figures_.commit_seconds.observe(taken.count());
        figures_.commit_deliveries.observe(static_cast<double>(deliveries.size()));
        return receipts;
    } catch (const db::DatabaseError& error) {
        if (error.kind() == db::Kind::full) refusal = Receipt::disk_full;
        log_failure(deliveries.size(), error);
    } catch (const std::exception& failure) {
        log_failure(deliveries.size(), failure);
    }
    return std::vector(deliveries.size(), refusal);
}

/// Once a second at most: what cannot be stored comes again and again.
void Inbox::log_failure(std::size_t deliveries, const std::exception& failure) {
    const auto now = std::chrono::steady_clock::now();
    if (now - failure_logged_ < std::chrono::seconds(1)) return;
    failure_logged_ = now;
    log::error("deliveries could not be stored",
               {{"deliveries", deliveries}, {"reason", failure.what()}});
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
        for (const auto& waiting : in_commit_)
            if (waiting->due <= now) overdue.push_back(waiting);
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
