// What is to be done again and again in the background and takes a moment each time: a thread of
// its own goes through the list. What fails is told in the log and done the next time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tillwatch {

class Housekeeping {
  public:
    struct Chore {
        const char* name;
        std::chrono::milliseconds every;
        std::function<void()> work;
    };

    explicit Housekeeping(std::vector<Chore> chores) : chores_(std::move(chores)) {}
    /// Ends after the chore it is at.
    ~Housekeeping();
    Housekeeping(const Housekeeping&) = delete;
    Housekeeping& operator=(const Housekeeping&) = delete;

    void start();

  private:
    void run(const std::stop_token& stop);

    const std::vector<Chore> chores_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;
};

}  // namespace tillwatch
