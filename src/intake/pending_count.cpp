#include "intake/pending_count.hpp"

#include "base/ensure.hpp"
#include "intake/sql.hpp"

namespace tillwatch::intake {
namespace {

std::int64_t count_between(db::Transaction& state, StoreId store_id, std::int64_t after,
                           std::int64_t through) {
    if (through <= after) return 0;
    return state.one<sql::CountDeliveries>({store_id.value, after, through})->deliveries;
}

}  // namespace

std::int64_t PendingCount::count(db::Transaction& state, StoreId store_id) {
    const auto replays = state.one<sql::CountReplays>({store_id.value})->replays;
    if (state.engine() == db::Engine::sqlite) {
        const auto ends = state.one<sql::FindLogEnds>({store_id.value});
        if (ends->newest - ends->position > whole_max_)
            return replays + count_on(state, store_id, ends->position, ends->newest);
    }
    return replays + state.one<sql::CountPendingDeliveries>({store_id.value})->pending;
}

/// What is pending stays in the log, so its two ends tell how the number changed.
std::int64_t PendingCount::count_on(db::Transaction& state, StoreId store_id, std::int64_t position,
                                    std::int64_t newest) {
    Counted last;
    {
        const std::lock_guard lock(mutex_);
        last = last_[store_id];
    }
    Counted counted{position, newest, 0};
    // The last one's snapshot may be of later than this one; or nothing is left of what it counted.
    const bool goes_on =
        last.position <= position && position <= last.newest && last.newest <= newest;
    if (goes_on)
        counted.deliveries = last.deliveries + count_between(state, store_id, last.newest, newest) -
                             count_between(state, store_id, last.position, position);
    else
        counted.deliveries = count_between(state, store_id, position, newest);
    const std::lock_guard lock(mutex_);
    last_[store_id] = counted;
    return counted.deliveries;
}

}  // namespace tillwatch::intake
