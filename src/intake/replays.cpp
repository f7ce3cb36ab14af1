#include "intake/replays.hpp"

#include "intake/sql.hpp"

namespace tillwatch::intake {

Replays::Step Replays::find(StoreId store_id, const DeliveryFilter& filter,
                            std::optional<DeliveryId> before) {
    const auto page = log_.list(store_id, filter, before, replay_step_max);
    std::vector<sql::HasDeliveryBody::Params> done;
    for (const auto& delivery : page.items)
        if (delivery.state != DeliveryState::pending)
            done.push_back({store_id.value, delivery.id.value});
    Step step{{}, page.next};
    if (done.empty()) return step;
    state_.read([&](db::Transaction& transaction) {
        for (const auto& row : transaction.batch_all<sql::HasDeliveryBody>(done))
            step.ids.push_back({row.delivery_id});
    });
    return step;
}

std::int64_t Replays::count(StoreId store_id, const DeliveryFilter& filter) {
    std::int64_t count = 0;
    std::optional<DeliveryId> before;
    do {
        const auto step = find(store_id, filter, before);
        count += std::ssize(step.ids);
        before = step.next;
    } while (before);
    return count;
}

void Replays::record(StoreId store_id, const audit::Actor& by, std::int64_t count) {
    if (count == 0) return;
    state_.write([&](db::Transaction& transaction) {
        audit::record(transaction, {.action = "deliveries.replayed",
                                    .actor = by,
                                    .at = clock_.now(),
                                    .store = store_id,
                                    .details = {{"count", std::to_string(count)}}});
    });
}

void Replays::ask(StoreId store_id, std::span<const DeliveryId> ids) {
    if (ids.empty()) return;
    const auto now = clock_.now();
    std::vector<sql::AskReplay::Params> asked;
    for (const auto id : ids) asked.push_back({store_id.value, id.value, now.ms});
    state_.write(
        [&](db::Transaction& transaction) { transaction.send_batch<sql::AskReplay>(asked); });
    on_asked_(store_id);
}

std::int64_t Replays::ask_all(StoreId store_id, const audit::Actor& by,
                              const DeliveryFilter& filter) {
    record(store_id, by, this->count(store_id, filter));
    std::int64_t count = 0;
    std::optional<DeliveryId> before;
    do {
        const auto step = find(store_id, filter, before);
        ask(store_id, step.ids);
        count += std::ssize(step.ids);
        before = step.next;
    } while (before);
    return count;
}

Replays::Results Replays::results_of(StoreId store_id, std::span<const DeliveryId> ids) {
    std::vector<sql::FindReplayResult::Params> asked;
    for (const auto id : ids) asked.push_back({store_id.value, id.value});
    Results results;
    state_.read([&](db::Transaction& transaction) {
        for (const auto& row : transaction.batch_all<sql::FindReplayResult>(asked)) {
            if (row.state == "pending")
                ++results.waiting;
            else if (row.state == "failed")
                ++results.failed;
            else if (row.state == "ignored")
                ++results.ignored;
            else
                ++results.applied;
        }
    });
    return results;
}

}  // namespace tillwatch::intake
