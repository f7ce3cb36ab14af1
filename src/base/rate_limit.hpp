// How often each of many may do something: so many a second on average, and some more at once after
// a pause. In the memory of this process: several have a limit each. Thread-safe; nothing waits.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace tillwatch {

template <class Key>
class RateLimit {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// Keys beyond it: those that have been quiet long enough are forgotten.
    static constexpr std::size_t keys_max = 10'000;

    /// `per_second`: 0 limits nothing.
    RateLimit(unsigned per_second, unsigned burst_seconds)
        : per_second_(per_second), burst_(static_cast<double>(per_second) * burst_seconds) {}

    /// None: go on. Else after how many seconds to try again.
    std::optional<std::int64_t> take(const Key& key, Time now) {
        if (per_second_ == 0) return std::nullopt;
        const std::lock_guard lock(mutex_);
        if (buckets_.size() >= keys_max) forget_full(now);
        auto& bucket = buckets_.try_emplace(key, Bucket{burst_, now}).first->second;
        bucket = {left(bucket, now), now};
        if (bucket.left < 1)
            return static_cast<std::int64_t>(std::ceil((1 - bucket.left) / per_second_));
        bucket.left -= 1;
        return std::nullopt;
    }

  private:
    struct Bucket {
        double left;
        Time as_of;
    };

    double left(const Bucket& bucket, Time now) const {
        const std::chrono::duration<double> passed = now - bucket.as_of;
        return std::min(burst_, bucket.left + std::max(0.0, passed.count()) * per_second_);
    }

    void forget_full(Time now) {
        std::erase_if(buckets_, [&](const auto& one) { return left(one.second, now) >= burst_; });
    }

    const double per_second_;
    const double burst_;
    std::mutex mutex_;
    std::unordered_map<Key, Bucket> buckets_;
};

}  // namespace tillwatch
