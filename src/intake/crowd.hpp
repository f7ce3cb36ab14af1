// Whether so much is to be acknowledged that the machine is taken up by it: then work that nobody
// waits for can wait. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>

namespace tillwatch::intake {

class Crowd {
  public:
    /// Commits that hold so many deliveries on average, at their pace, are a crowd; for so long
    /// after one it is here, whatever holds up the next.
    static constexpr double deliveries_min = 8;
    static constexpr int commits_averaged = 8;
    static constexpr std::chrono::milliseconds lasts{100};

    using Moment = std::chrono::steady_clock::time_point;

    /// Of one thread at a time.
    void committing(std::size_t deliveries, Moment now) {
        if (now - last_ > lasts) average_ = 0;
        last_ = now;
        average_ += (static_cast<double>(deliveries) - average_) / commits_averaged;
        if (average_ >= deliveries_min) until_.store(now + lasts, std::memory_order_relaxed);
    }
    bool is_here(Moment now) const { return now < until_.load(std::memory_order_relaxed); }

  private:
    Moment last_;
    double average_ = 0;
    std::atomic<Moment> until_ = Moment();
};

}  // namespace tillwatch::intake
