#include "base/cancellable_wait.hpp"

#include <cerrno>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace tillwatch {

CancellableWait::CancellableWait(std::stop_token cancelled) : cancelled_(std::move(cancelled)) {
    if (!cancelled_.stop_possible()) return;
    wake_ = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake_.is_open()) throw Failure(Code::unavailable, "too many files are open");
    on_stop_.emplace(cancelled_, [wake = wake_.get()] { ::eventfd_write(wake, 1); });
}

bool CancellableWait::until_ready(int descriptor, short events) const {
    // poll(2) passes over what is no descriptor: right for a wake_ that never comes, only there.
    if (descriptor < 0) return !is_cancelled();
    pollfd watched[2] = {{wake_.get(), POLLIN, 0}, {descriptor, events, 0}};
    while (!is_cancelled()) {
        if (::poll(watched, 2, -1) < 0 && errno != EINTR) return true;
        if (watched[1].revents != 0 && !is_cancelled()) return true;
    }
    return false;
}

Result<std::size_t> CancellableWait::read(int descriptor, std::span<char> buffer) const {
    for (;;) {
        if (!until_ready(descriptor, POLLIN)) return fail(Code::unavailable, "stopped");
        const auto count = ::read(descriptor, buffer.data(), buffer.size());
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR && errno != EAGAIN)
            return fail(Code::invalid, "the input cannot be read");
    }
}

}  // namespace tillwatch
