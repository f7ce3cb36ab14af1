#include "intake/inbox.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "crypto/digest.hpp"
#include "intake/sql.hpp"

namespace tillwatch::intake {
namespace {

/// Stores a delivery unless the same came before.
Receipt store(db::Transaction& transaction, const Delivery& delivery,
              const crypto::Digest& body_sha256) {
    const auto store_id = delivery.store_id.value;
    const auto hash = text_of(body_sha256);
    const auto claimed =
        transaction.run<sql::ClaimDeliveryKey>({.store_id = store_id,
                                                .topic = delivery.topic,
                                                .webhook_id = delivery.webhook_id,
                                                .body_sha256 = hash,
                                                .received_at = delivery.received_at.ms});
    if (claimed == 0) return Receipt::duplicate;
    const auto keys =
        transaction.one<sql::CountDeliveryKeys>({store_id, delivery.topic, delivery.webhook_id});
    transaction.send<sql::AppendDelivery>({.store_id = store_id,
                                           .topic = delivery.topic,
                                           .webhook_id = delivery.webhook_id,
                                           .event_id = delivery.event_id,
                                           .api_version = delivery.api_version,
                                           .triggered_at = ms_of(delivery.triggered_at),
                                           .received_at = delivery.received_at.ms,
                                           .id_reused = keys->bodies > 1 ? 1 : 0,
                                           .body_sha256 = hash,
                                           .body = std::string_view(delivery.body)});
    return Receipt::stored;
}

}  // namespace

Inbox::Inbox(db::Database& database, std::function<void()> on_stored)
    : database_(database), on_stored_(std::move(on_stored)), thread_([this] { run(); }) {}

Inbox::~Inbox() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Inbox::append(Delivery delivery, std::function<void(Receipt)> done) {
    {
        const std::lock_guard lock(mutex_);
        const bool full = queue_.size() >= queue_deliveries_max ||
                          queue_bytes_ + delivery.body.size() > queue_bytes_max;
        if (!full && !stopping_) {
            queue_bytes_ += delivery.body.size();
            queue_.push_back({std::move(delivery), std::move(done)});
            done = nullptr;
        }
    }
    if (done) return done(Receipt::unavailable);
    changed_.notify_one();
}

void Inbox::run() {
    for (;;) {
        std::deque<Waiting> batch;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            while (!queue_.empty() && batch.size() < commit_deliveries_max) {
                queue_bytes_ -= queue_.front().delivery.body.size();
                batch.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
        }
        commit(batch);
    }
}

void Inbox::commit(std::deque<Waiting>& batch) {
    std::vector<crypto::Digest> hashes;
    for (const auto& waiting : batch)
        hashes.push_back(crypto::sha256(bytes_of(waiting.delivery.body)));
    std::vector<Receipt> receipts;
    try {
        database_.write([&](db::Transaction& transaction) {
            receipts.clear();
            for (std::size_t i = 0; i < batch.size(); ++i)
                receipts.push_back(store(transaction, batch[i].delivery, hashes[i]));
        });
    } catch (const std::exception& failure) {
        log::error("deliveries could not be stored",
                   {{"deliveries", batch.size()}, {"reason", failure.what()}});
        receipts.assign(batch.size(), Receipt::unavailable);
    }
    for (std::size_t i = 0; i < batch.size(); ++i) batch[i].done(receipts[i]);
    if (std::ranges::find(receipts, Receipt::stored) != receipts.end()) on_stored_();
}

std::int64_t Inbox::count_pending(StoreId store_id, std::int64_t position) {
    return database_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::CountPendingDeliveries>({store_id.value, position})->pending;
    });
}

}  // namespace tillwatch::intake
