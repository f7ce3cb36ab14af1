#include "live/watchers.hpp"

#include <algorithm>

#include "json/writer.hpp"

namespace tillwatch::live {

http::Event event_of(const std::optional<Instant>& through, const projection::ChangedDays& days) {
    json::Writer out;
    out.begin_object().key("through");
    through ? out.value(through->text()) : out.value(nullptr);
    out.key("days");
    if (days.days()) {
        out.begin_array();
        for (const auto day : *days.days()) out.value(day.text());
        out.end_array();
    } else {
        out.value(nullptr);
    }
    out.end_object();
    return std::make_shared<const std::string>(http::encode_event("changed", out.text()));
}

Watchers::Watchers(http::Metrics& metrics)
    : watching_(metrics.gauge("tillwatch_live_watchers", "Streams of live events that are open")),
      sent_(metrics.counter("tillwatch_live_events_total", "Live events handed to streams")),
      dropped_(metrics.counter("tillwatch_live_dropped_total",
                               "Streams of live events ended because their reader was too slow")) {}

std::shared_ptr<http::EventQueue> Watchers::add(const Pass& pass) {
    const std::lock_guard lock(mutex_);
    auto& watchers = stores_[pass.store_id];
    if (watchers.size() >= watchers_of_store_max ||
        std::cmp_greater_equal(watching_.value(), watchers_max))
        forget_ended();
    if (watchers.size() >= watchers_of_store_max ||
        std::cmp_greater_equal(watching_.value(), watchers_max))
        return nullptr;
    const auto same = std::ranges::find_if(
        watchers, [&](const Watcher& watcher) { return *watcher.pass == pass; });
    auto queue = std::make_shared<http::EventQueue>(events_waiting_max);
    watchers.push_back(
        {same == watchers.end() ? std::make_shared<const Pass>(pass) : same->pass, queue});
    count();
    return queue;
}

void Watchers::tell(const projection::StoreChange& change) {
    const std::lock_guard lock(mutex_);
    const auto found = stores_.find(change.store_id);
    if (found == stores_.end()) return;
    push(found->second, event_of(change.through, change.days));
    if (found->second.empty()) stores_.erase(found);
    count();
}

void Watchers::tell_gap() {
    projection::ChangedDays any;
    any.set_any();
    const auto event = event_of({}, any);
    const std::lock_guard lock(mutex_);
    for (auto& [store_id, watchers] : stores_) push(watchers, event);
    count();
}

void Watchers::push(OfStore& watchers, const http::Event& event) {
    std::erase_if(watchers, [&](const Watcher& watcher) {
        const auto queue = watcher.queue.lock();
        if (!queue) return true;
        const auto pushed = queue->push(event);
        if (pushed == http::Pushed::queued) sent_.add();
        if (pushed == http::Pushed::dropped) dropped_.add();
        return pushed != http::Pushed::queued;
    });
}

std::vector<Pass> Watchers::list_passes() {
    const std::lock_guard lock(mutex_);
    forget_ended();
    std::erase_if(stores_, [](const auto& of_store) { return of_store.second.empty(); });
    count();
    std::set<std::shared_ptr<const Pass>> passes;
    for (const auto& [store_id, watchers] : stores_)
        for (const auto& watcher : watchers) passes.insert(watcher.pass);
    std::vector<Pass> listed;
    for (const auto& pass : passes) listed.push_back(*pass);
    return listed;
}

void Watchers::end(const Pass& pass) {
    const std::lock_guard lock(mutex_);
    const auto found = stores_.find(pass.store_id);
    if (found == stores_.end()) return;
    std::erase_if(found->second, [&](const Watcher& watcher) {
        if (*watcher.pass != pass) return false;
        if (const auto queue = watcher.queue.lock()) queue->close();
        return true;
    });
    count();
}

void Watchers::forget_ended() {
    for (auto& [store_id, watchers] : stores_)
        std::erase_if(watchers, [](const Watcher& watcher) {
            const auto queue = watcher.queue.lock();
            return !queue || queue->closed();
        });
    count();
}

void Watchers::count() {
    std::size_t watching = 0;
    for (const auto& [store_id, watchers] : stores_) watching += watchers.size();
    watching_.set(static_cast<std::int64_t>(watching));
}

}  // namespace tillwatch::live
