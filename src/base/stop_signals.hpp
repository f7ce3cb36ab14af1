// SIGTERM and SIGINT, the ways in which a program is told to end. They are held back in every
// thread, and one thread waits for them. To be called before any other thread is begun.
#pragma once

#include <stop_token>
#include <thread>

namespace tillwatch {

/// SIGPIPE is ignored from then on.
void hold_stop_signals();

/// Blocks until one comes; answers its number.
int wait_for_stop_signal();

/// Requests a stop when one comes, as long as it lives: for work that looks at a stop token.
class StopSignalWatch {
  public:
    StopSignalWatch();
    std::stop_token token() const { return stop_.get_token(); }

  private:
    std::stop_source stop_;
    std::jthread thread_;
};

}  // namespace tillwatch
