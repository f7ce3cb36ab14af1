// How many things of one kind each of many may have in progress at once, such as downloads.
// Thread-safe; nothing waits. Outlives what it gave.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace tillwatch::http {

class Slots {
  public:
    explicit Slots(std::size_t each_max) : each_max_(each_max) {}

    /// In progress until it goes; null: that many are already.
    std::shared_ptr<void> take(std::int64_t whose) {
        const std::lock_guard lock(mutex_);
        auto& taken = taken_[whose];
        if (taken == each_max_) return nullptr;
        ++taken;
        return {this, [whose](Slots* slots) { slots->give_back(whose); }};
    }

  private:
    void give_back(std::int64_t whose) {
        const std::lock_guard lock(mutex_);
        const auto of = taken_.find(whose);
        if (--of->second == 0) taken_.erase(of);
    }

    const std::size_t each_max_;
    std::mutex mutex_;
    std::unordered_map<std::int64_t, std::size_t> taken_;
};

}  // namespace tillwatch::http
