#include "housekeeping.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/this_thread.hpp"

namespace tillwatch {
namespace {

using Clock = std::chrono::steady_clock;

void carry_out(const Housekeeping::Chore& chore) {
    try {
        chore.work();
    } catch (const std::exception& error) {
        log::warning("a chore failed; done again later",
                     {{"chore", chore.name}, {"reason", error.what()}});
    }
}

}  // namespace

Housekeeping::~Housekeeping() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void Housekeeping::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Housekeeping::run(const std::stop_token& stop) {
    name_this_thread("housekeeping");
    std::vector<Clock::time_point> due(chores_.size(), Clock::now());
    while (!stop.stop_requested()) {
        const auto now = Clock::now();
        for (std::size_t i = 0; i < chores_.size() && !stop.stop_requested(); ++i) {
            if (due[i] > now) continue;
            due[i] = now + chores_[i].every;
            carry_out(chores_[i]);
        }
        std::unique_lock lock(mutex_);
        stopped_.wait_until(lock, stop, *std::ranges::min_element(due), [] { return false; });
    }
}

}  // namespace tillwatch
