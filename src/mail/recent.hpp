// The mails of a server that has no mail server: printed to the log and, in the demo, remembered to
// be shown. Thread-safe.
#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

#include "mail/delivering.hpp"

namespace tillwatch::mail {

/// Whole, in one line of the log: whoever reads the log reads the codes.
Delivered print(const Message& message);

class Recent {
  public:
    static constexpr std::size_t messages_max = 50;

    void add(const Message& message);
    /// The newest first.
    std::vector<Message> list() const;

  private:
    mutable std::mutex mutex_;
    std::deque<Message> messages_;
};

}  // namespace tillwatch::mail
