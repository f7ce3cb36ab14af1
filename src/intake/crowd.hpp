// Whether so much is to be acknowledged that the machine is taken up by it: then work that nobody
// waits for can wait. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>

namespace tillwatch::intake {

class Crowd {
  public:
    /// A commit of so many deliveries, at the pace of commits, is a crowd; for so long it is one.
    static constexpr std::size_t deliveries_min = 8;
    static constexpr std::chrono::milliseconds lasts{20};

    using Moment = std::chrono::steady_clock::time_point;

    void committing(std::size_t deliveries, Moment now) {
        if (deliveries >= deliveries_min) until_.store(now + lasts, std::memory_order_relaxed);
    }
    bool is_here(Moment now) const { return now < until_.load(std::memory_order_relaxed); }

  private:
    std::atomic<Moment> until_ = Moment();
};

}  // namespace tillwatch::intake
