#include "intake/retention.hpp"

#include <limits>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "base/this_thread.hpp"
#include "intake/delivery.hpp"
#include "intake/delivery_key.hpp"
#include "intake/sql.hpp"

namespace tillwatch::intake {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
/// Of shops that are not connected there is nothing to project.
constexpr std::int64_t all_of_them = std::numeric_limits<std::int64_t>::max();

}  // namespace

/// Deliveries that are over age, oldest first; where it ends by itself, more may follow.
struct Retention::Step {
    std::vector<sql::ListOldestDeliveries::Row> rows;
    bool more = false;
};

Retention::Retention(db::Database& inbox, stores::Stores& stores, const Clock& clock,
                     PositionOf position_of, Settle settle, Forget forget)
    : inbox_(inbox),
      stores_(stores),
      clock_(clock),
      position_of_(std::move(position_of)),
      settle_(std::move(settle)),
      forget_(std::move(forget)) {}

Retention::~Retention() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Retention::start() {
    thread_ = std::thread([this] { run(); });
}

void Retention::run() {
    name_this_thread("retention");
    lower_this_threads_priority();
    do {
        try {
            const auto removed = sweep();
            if (removed.bodies + removed.deliveries > 0)
                log::info("deliveries over age were removed",
                          {{"bodies", removed.bodies}, {"deliveries", removed.deliveries}});
        } catch (const std::exception& error) {
            log::warning("deliveries over age could not be removed; tried again later",
                         {{"reason", error.what()}});
        }
    } while (!pause(pause_between_sweeps));
}

/// Whether it is time to stop.
bool Retention::pause(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return stopped_.wait_for(lock, time, [this] { return stopping_; });
}

Retention::Removed Retention::sweep() {
    Removed removed;
    const auto add = [&](const Removed& of_store) {
        removed.bodies += of_store.bodies;
        removed.deliveries += of_store.deliveries;
    };
    for (const auto& store : stores_.list()) add(sweep_store(store.id, store.body_retention_days));
    add(sweep_store(no_store, stores::body_retention_days_default));
    if (removed.bodies + removed.deliveries > 0) inbox_.scrub();
    return removed;
}

Retention::Removed Retention::sweep_store(StoreId store_id, std::int64_t body_days) {
    const auto now = clock_.now().ms;
    return {
        .bodies = remove_bodies(store_id, {now - body_days * day_ms}),
        .deliveries = remove_deliveries(store_id, {now - std::max(body_days, key_days) * day_ms})};
}

Retention::Step Retention::expired_after(StoreId store_id, std::int64_t after, Instant before) {
    const auto position = store_id == no_store ? all_of_them : position_of_(store_id);
    Step step;
    step.rows = inbox_.read([&](db::Transaction& transaction) {
        return transaction.all<sql::ListOldestDeliveries>({.store_id = store_id.value,
                                                           .after = after,
                                                           .position = position,
                                                           .limit = step_deliveries});
    });
    const auto stays = std::ranges::find_if(step.rows, [&](const auto& row) {
        return row.received_at >= before.ms || (row.pending != 0 && store_id != no_store);
    });
    step.more =
        stays == step.rows.end() && static_cast<std::int64_t>(step.rows.size()) == step_deliveries;
    step.rows.erase(stays, step.rows.end());
    if (!step.rows.empty() && store_id != no_store) settle_(store_id);
    return step;
}

std::int64_t Retention::remove_bodies(StoreId store_id, Instant before) {
    std::int64_t removed = 0;
    for (bool more = true; more;) {
        auto& gone = bodies_gone_[store_id];
        const auto step = expired_after(store_id, gone, before);
        if (step.rows.empty()) break;
        std::vector<sql::DeleteDeliveryBody::Params> bodies;
        for (const auto& row : step.rows) bodies.push_back({store_id.value, row.delivery_id});
        removed += inbox_.write([&](db::Transaction& transaction) {
            return transaction.batch<sql::DeleteDeliveryBody>(bodies);
        });
        gone = step.rows.back().delivery_id;
        more = step.more && !pause(pause_between_steps);
    }
    return removed;
}

std::int64_t Retention::remove_deliveries(StoreId store_id, Instant before) {
    std::int64_t removed = 0;
    for (bool more = true; more;) {
        const auto step = expired_after(store_id, 0, before);
        if (step.rows.empty()) break;
        std::vector<std::int64_t> ids;
        std::vector<KeyDigest> digests;
        for (const auto& row : step.rows) {
            ids.push_back(row.delivery_id);
            digests.push_back(
                key_of_logged(row.topic, row.webhook_id, row.id_reused != 0, row.body_sha256));
        }
        std::vector<sql::DeleteDelivery::Params> deliveries;
        std::vector<sql::DeleteDeliveryBody::Params> bodies;
        std::vector<sql::DeleteDeliveryKey::Params> keys;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            bodies.push_back({store_id.value, ids[i]});
            deliveries.push_back({store_id.value, ids[i]});
            keys.push_back({store_id.value, text_of(digests[i])});
        }
        forget_(store_id, ids);
        removed += inbox_.write([&](db::Transaction& transaction) {
            transaction.send_batch<sql::DeleteDeliveryBody>(bodies);
            transaction.send_batch<sql::DeleteDeliveryKey>(keys);
            return transaction.batch<sql::DeleteDelivery>(deliveries);
        });
        more = step.more && !pause(pause_between_steps);
    }
    return removed;
}

}  // namespace tillwatch::intake
