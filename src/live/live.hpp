// Live events: hears of the database what changed of which store, on whatever node, and tells those
// who watch it; ends the streams of those who may no longer. Two threads: one hears and tells, one
// asks again for every watcher's right. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

#include "db/database.hpp"
#include "live/watchers.hpp"

namespace tillwatch::live {

class Live {
  public:
    /// How often it is asked whether a pass still holds.
    static constexpr std::chrono::milliseconds check_interval{3'000};

    /// May block; while it throws, nobody's stream ends.
    using Holds = std::function<bool(const Pass&)>;

    Live(db::Database& state, http::Metrics& metrics, Holds holds,
         std::chrono::milliseconds interval = check_interval);
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    Watchers& watchers() { return watchers_; }

  private:
    void hear(std::string_view notice);
    void keep_checking(const std::stop_token& stop);
    void check(const std::stop_token& stop);

    Watchers watchers_;
    const Holds holds_;
    const std::chrono::milliseconds interval_;
    std::unique_ptr<db::Listening> listening_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread checking_;
};

}  // namespace tillwatch::live
