#include "base/this_thread.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace tillwatch {

void name_this_thread(const char* name) {
    pthread_setname_np(pthread_self(), name);
}

void lower_this_threads_priority() {
    constexpr int nice = 10;
    // On Linux a priority is a thread's, not the process's. One that cannot be had changes nothing.
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice);
}

}  // namespace tillwatch
