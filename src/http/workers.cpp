#include "http/workers.hpp"

#include <utility>

#include "base/this_thread.hpp"

namespace tillwatch::http {

Workers::Workers(std::size_t threads, std::size_t waiting_max, Priority priority)
    : waiting_max_(waiting_max), priority_(priority) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
}

bool Workers::submit(Task& task) {
    {
        const std::lock_guard lock(mutex_);
        if (tasks_.size() >= waiting_max_) return false;
        tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
    return true;
}

std::size_t Workers::waiting() const {
    const std::lock_guard lock(mutex_);
    return tasks_.size();
}

void Workers::work() {
    name_this_thread("worker");
    if (priority_ == Priority::background) lower_this_threads_priority();
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return ending_ || !tasks_.empty(); });
        if (tasks_.empty()) return;
        auto task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
    }
}

}  // namespace tillwatch::http
