#include "live/live.hpp"

#include "base/log.hpp"
#include "base/this_thread.hpp"

namespace tillwatch::live {

Live::Live(db::Database& state, http::Metrics& metrics, Holds holds,
           std::chrono::milliseconds interval)
    : watchers_(metrics),
      holds_(std::move(holds)),
      interval_(interval),
      listening_(state.listen({.on_notice = [this](std::string_view notice) { hear(notice); },
                               .on_gap = [this] { watchers_.tell_gap(); }})),
      checking_([this](const std::stop_token& stop) { keep_checking(stop); }) {}

/// What another version of the program may say and this one does not understand may be anything.
void Live::hear(std::string_view notice) {
    if (const auto change = projection::StoreChange::parse(notice))
        watchers_.tell(*change);
    else
        watchers_.tell_gap();
}

void Live::keep_checking(const std::stop_token& stop) {
    name_this_thread("live");
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        stopped_.wait_for(lock, stop, interval_, [] { return false; });
        check(stop);
    }
}

void Live::check(const std::stop_token& stop) {
    try {
        for (const auto& pass : watchers_.list_passes()) {
            if (stop.stop_requested()) return;
            if (!holds_(pass)) watchers_.end(pass);
        }
    } catch (const Failure& failure) {
        log::warning("the rights of those who watch could not be looked up",
                     {{"reason", failure.what()}});
    }
}

}  // namespace tillwatch::live
