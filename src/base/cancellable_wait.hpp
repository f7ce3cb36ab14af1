// Waiting for a stream that may stay silent for ever, such as the standard input of whoever gave a
// command, without holding up a stop: a stop request ends the wait at once.
// One thread waits; the stop may be requested by any. The descriptors stay blocking, since they may
// be shared with another process: another reader of the same pipe can still hold up a read.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>

#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace tillwatch {

class CancellableWait {
  public:
    /// Failure unavailable if too many files are open.
    explicit CancellableWait(std::stop_token cancelled = {});
    CancellableWait(const CancellableWait&) = delete;
    CancellableWait& operator=(const CancellableWait&) = delete;

    bool is_cancelled() const { return cancelled_.stop_requested(); }

    /// Waits until `descriptor` is ready for `events` (POLLIN, POLLOUT) or has failed; false if
    /// the stop came first.
    bool until_ready(int descriptor, short events) const;

    /// As read(2), 0 at the end: unavailable "stopped", or invalid where nothing can be read.
    Result<std::size_t> read(int descriptor, std::span<char> buffer) const;

  private:
    std::stop_token cancelled_;
    Descriptor wake_;
    std::optional<std::stop_callback<std::function<void()>>> on_stop_;  // goes before wake_
};

}  // namespace tillwatch
