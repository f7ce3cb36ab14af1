#include "replaying.hpp"

#include "projection/projector.hpp"

namespace tillwatch {
namespace {

constexpr auto look_again_after = std::chrono::milliseconds(50);

/// Blocks until the stop comes or it is time to look again; false: the stop came.
bool pause(const std::stop_token& cancelled) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, cancelled, look_again_after, [] { return false; });
    return !cancelled.stop_requested();
}

void add(intake::Replays::Results& all, const intake::Replays::Results& more) {
    all.waiting += more.waiting;
    all.applied += more.applied;
    all.failed += more.failed;
    all.ignored += more.ignored;
}

}  // namespace

intake::Replays::Results replay(App& app, StoreId store_id, const intake::DeliveryFilter& filter,
                                const Replaying& how) {
    std::optional<projection::Projector> own;
    if (!how.wake_projector) own.emplace(app.state(), app.inbox(), app.stores, app.random.id());
    intake::DeliveryLog log(app.state());
    intake::Replays replays(app.state(), log, app.clock, [&](StoreId id) {
        if (own)
            own->wake(std::span(&id, 1));
        else
            how.wake_projector(id);
    });
    const auto count = replays.count(store_id, filter);
    how.on_counted(count);
    replays.record(store_id, {}, count);
    intake::Replays::Results all;
    std::optional<DeliveryId> before;
    do {
        const auto step = replays.find(store_id, filter, before);
        replays.ask(store_id, step.ids);
        auto results = replays.results_of(store_id, step.ids);
        while (results.waiting > 0 && pause(how.cancelled))
            results = replays.results_of(store_id, step.ids);
        // Erased, they wait no longer either.
        if (!app.stores.find(store_id)) throw Failure(Code::not_found, "the store was deleted");
        add(all, results);
        before = step.next;
    } while (before && !how.cancelled.stop_requested());
    return all;
}

}  // namespace tillwatch
