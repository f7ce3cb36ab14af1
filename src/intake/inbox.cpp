#include "intake/inbox.hpp"

#include <algorithm>
#include <atomic>

#include "base/log.hpp"
#include "intake/appending.hpp"
#include "intake/sql.hpp"

namespace tillwatch::intake {
namespace {

constexpr auto watch_pause = std::chrono::milliseconds(100);

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

Inbox::Inbox(db::Database& database, std::function<void(std::span<const StoreId>)> on_stored)
    : database_(database),
      on_stored_(std::move(on_stored)),
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
    waiting->due = std::chrono::steady_clock::now() + answer_time;
    {
        const std::lock_guard lock(mutex_);
        const bool full =
            queue_.size() >= queue_deliveries_max || queue_bytes_ + bytes > queue_bytes_max;
        if (!full && !stopping_) {
            queue_bytes_ += bytes;
            queue_.push_back(std::move(waiting));
        }
    }
    if (waiting) return waiting->answer(Receipt::unavailable);
    changed_.notify_one();
}

void Inbox::run() {
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
    return in_commit_;
}

void Inbox::commit(const Batch& batch) {
    std::vector<const Delivery*> deliveries;
    for (const auto& waiting : batch) deliveries.push_back(&waiting->delivery);
    std::vector<Receipt> receipts;
    try {
        receipts = database_.write(
            [&](db::Transaction& transaction) { return append_all(transaction, deliveries); });
    } catch (const std::exception& failure) {
        log::error("deliveries could not be stored",
                   {{"deliveries", batch.size()}, {"reason", failure.what()}});
        receipts.assign(batch.size(), Receipt::unavailable);
    }
    std::vector<StoreId> stores;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        batch[i]->answer(receipts[i]);
        if (receipts[i] == Receipt::stored) stores.push_back(deliveries[i]->store_id);
    }
    std::ranges::sort(stores);
    stores.erase(std::ranges::unique(stores).begin(), stores.end());
    if (!stores.empty()) on_stored_(stores);
}

/// Answers for a commit that does not come back.
void Inbox::watch() {
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
    }
    for (const auto& waiting : overdue) waiting->answer(Receipt::unavailable);
}

}  // namespace tillwatch::intake
