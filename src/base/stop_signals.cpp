#include "base/stop_signals.hpp"

#include <pthread.h>
#include <signal.h>
#include <time.h>

namespace tillwatch {
namespace {

constexpr timespec watch_interval{0, 50'000'000};

sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

}  // namespace

void hold_stop_signals() {
    const auto signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
}

int wait_for_stop_signal() {
    const auto signals = stop_signals();
    int number = 0;
    while (sigwait(&signals, &number) != 0) {
    }
    return number;
}

StopSignalWatch::StopSignalWatch()
    : thread_([this](const std::stop_token& end) {
          const auto signals = stop_signals();
          while (!end.stop_requested())
              if (sigtimedwait(&signals, nullptr, &watch_interval) > 0) stop_.request_stop();
      }) {}

}  // namespace tillwatch
