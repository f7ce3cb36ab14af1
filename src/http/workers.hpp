// Threads for what may block: database work, password hashing. The queue is bounded; when it is
// full the work is refused and the client gets 503, so that overload sheds instead of piling up.
// All functions are safe in all threads. Tasks do not throw.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tillwatch::http {

class Workers {
  public:
    using Task = std::move_only_function<void()>;

    /// `background` gives way to threads that more people wait for.
    enum class Priority { usual, background };

    explicit Workers(std::size_t threads, std::size_t waiting_max = 1'024,
                     Priority priority = Priority::usual);
    /// Runs what is queued, then ends. Destroy it after the servers whose requests it works for.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False, and the task untouched, when the queue is full.
    bool submit(Task& task);

    std::size_t waiting() const;

  private:
    void work();

    const std::size_t waiting_max_;
    const Priority priority_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Task> tasks_;
    bool ending_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace tillwatch::http
