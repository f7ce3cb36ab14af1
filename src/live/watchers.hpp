// Who watches which store. What is told of a store goes to the queues of those who watch it, one
// text shared by all. A watcher whose queue is full is dropped: it comes again and asks anew.
// Thread-safe; nothing here waits.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/secret.hpp"
#include "http/events.hpp"
#include "http/metrics.hpp"
#include "projection/store_change.hpp"

namespace tillwatch::live {

inline constexpr std::size_t watchers_max = 5'000;           // half of the server's connections
inline constexpr std::size_t watchers_of_store_max = 2'000;  // nobody keeps all others out
inline constexpr std::size_t events_waiting_max = 64;        // for one watcher

/// By what somebody watches a store: to be asked again and again whether it still holds.
struct Pass {
    StoreId store_id;
    Secret authorization;  // the header
    bool operator==(const Pass& other) const {
        return store_id == other.store_id && authorization.reveal() == other.authorization.reveal();
    }
};

class Watchers {
  public:
    explicit Watchers(http::Metrics& metrics);

    /// Watches until the queue is closed or gone. Null: too many do already.
    std::shared_ptr<http::EventQueue> add(const Pass& pass);

    void tell(const projection::StoreChange& change);
    /// Changes of any store may have been missed.
    void tell_gap();

    /// Each once.
    std::vector<Pass> list_passes();
    /// Ends the streams of all who watch by this pass.
    void end(const Pass& pass);

  private:
    struct Watcher {
        std::shared_ptr<const Pass> pass;
        std::weak_ptr<http::EventQueue> queue;
    };
    using OfStore = std::vector<Watcher>;

    void push(OfStore& watchers, const http::Event& event);
    void forget_ended();
    void count();

    http::Gauge& watching_;
    http::Counter& sent_;
    http::Counter& dropped_;
    std::mutex mutex_;
    std::map<StoreId, OfStore> stores_;
};

/// The event `changed`.
http::Event event_of(const std::optional<Instant>& through, const projection::ChangedDays& days);

}  // namespace tillwatch::live
