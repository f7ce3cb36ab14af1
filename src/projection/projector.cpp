#include "projection/projector.hpp"

#include "base/log.hpp"
#include "base/this_thread.hpp"
#include "intake/delivery.hpp"

namespace tillwatch::projection {
namespace {

constexpr auto pause_after_failure = std::chrono::milliseconds(500);
constexpr auto look_again = std::chrono::milliseconds(2);

}  // namespace

Projector::Projector(db::Database& state, db::Database& inbox, stores::Stores& stores,
                     std::int64_t holder, std::function<Others()> others_wait, int poll_ms)
    : state_(state),
      others_wait_(std::move(others_wait)),
      poll_(poll_ms),
      projection_(state, inbox, stores, holder),
      thread_([this] { run(); }) {}

Projector::~Projector() {
    {
        const std::lock_guard lock(mutex_);
        stop_.request_stop();
    }
    woken_.notify_one();
    thread_.join();
}

void Projector::wake(std::span<const StoreId> stores) {
    {
        const std::lock_guard lock(mutex_);
        stored_.insert(stores.begin(), stores.end());
        stored_.erase(intake::no_store);
    }
    woken_.notify_one();
}

void Projector::run() {
    name_this_thread("projector");
    // What is to be acknowledged goes before what is acknowledged.
    lower_this_threads_priority();
    std::set<StoreId> due;
    // On SQLite nobody else stores.
    const bool polls = state_.engine() == db::Engine::postgres;
    std::optional<Moment> next_look = Moment();
    while (!stop_.stop_requested()) {
        const auto now = std::chrono::steady_clock::now();
        const bool look = next_look && now >= *next_look;
        if (look) next_look = polls ? std::optional(now + poll_) : std::nullopt;
        if (try_work(due, look)) {
            wait(due, next_look, now + pace);
        } else {
            pause();
            next_look = Moment();
        }
    }
}

/// Answers whether all went well; what went wrong is in the log and is tried again.
bool Projector::try_work(std::set<StoreId>& due, bool look) {
    try {
        if (look) due.merge(projection_.list_pending_stores());
        due = projection_.work(due, stop_.get_token(), [this] { return give_way(); }).left;
        return true;
    } catch (const db::DatabaseError& error) {
        log::error("deliveries could not be projected",
                   {{"reason", error.what()}, {"detail", error.detail()}});
    } catch (const std::exception& error) {
        log::error("deliveries could not be projected", {{"reason", error.what()}});
    }
    return false;
}

/// Until something is due. Those that are left over are due at once; what comes, not before a time.
void Projector::wait(std::set<StoreId>& due, const std::optional<Moment>& next_look,
                     Moment not_before) {
    std::unique_lock lock(mutex_);
    const auto stopped = [&] { return stop_.stop_requested(); };
    const auto called = [&] { return stopped() || !stored_.empty() || !due.empty(); };
    if (due.empty()) woken_.wait_until(lock, not_before, stopped);
    if (next_look)
        woken_.wait_until(lock, *next_look, called);
    else
        woken_.wait(lock, called);
    due.merge(stored_);
    stored_.clear();
}

/// Answers how many deliveries the next batch may have. Looks rather than being told: who commits
/// is not to be held up by telling.
std::int64_t Projector::give_way() {
    const auto begun = std::chrono::steady_clock::now();
    const auto others_go_first = [&] {
        const auto waited = std::chrono::steady_clock::now() - begun;
        switch (others_wait_()) {
            case Others::none: return false;
            case Others::some: return waited < give_way_some;
            case Others::many: return waited < give_way_many;
        }
        return false;
    };
    std::unique_lock lock(mutex_);
    const auto stopped = [this] { return stop_.stop_requested(); };
    while (others_go_first() && !woken_.wait_for(lock, look_again, stopped)) {
    }
    switch (others_wait_()) {
        case Others::none: break;
        case Others::some: return batch_beside_some;
        case Others::many: return batch_beside_many;
    }
    return batch_deliveries_max;
}

void Projector::pause() {
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, pause_after_failure, [this] { return stop_.stop_requested(); });
}

}  // namespace tillwatch::projection
