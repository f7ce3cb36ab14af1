// Server-sent events: a stream of `event:`/`data:` messages to one client, fed from any thread
// through a queue of its own; the text of a message is shared by all it goes to. While nothing
// happens a comment keeps proxies from closing the connection, and shows within that time that a
// client has gone.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/limits.hpp"
#include "http/response.hpp"

namespace tillwatch::http {

/// "event: name\ndata: …\n\n"; each line of `data` becomes a data line.
std::string encode_event(std::string_view name, std::string_view data);

/// The text of one message, as encode_event makes it.
using Event = std::shared_ptr<const std::string>;

enum class Pushed {
    queued,
    dropped,  // the client is too slow: its stream ends
    ended,    // the stream has ended before: forget it
};

/// What waits to be sent to one client. All functions are safe in all threads.
class EventQueue {
  public:
    /// When so many wait, the client is too slow: the queue is closed, it may come again.
    explicit EventQueue(std::size_t waiting_max = 256);

    Pushed push(Event event);
    /// Ends the stream after what is queued already.
    void close();
    bool closed() const;

    // For the stream.
    void on_change(std::function<void()> wake);
    /// Everything that waits, as one text; empty if nothing does.
    std::string take();

  private:
    const std::size_t waiting_max_;
    mutable std::mutex mutex_;
    std::vector<Event> waiting_;
    std::function<void()> wake_;
    bool closed_ = false;
};

/// What the system may hold for a client that does not read, about; the rest waits in the queue.
inline constexpr std::size_t event_bytes_unsent_max = 16 * kib;

struct EventStreamOptions {
    std::chrono::milliseconds heartbeat_interval{15'000};
    /// The stream ends then: when the token that allowed it does.
    std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
};

/// The answer that sends what is pushed to `queue`, which is closed when the stream ends.
Response event_stream(std::shared_ptr<EventQueue> queue, EventStreamOptions options = {});

}  // namespace tillwatch::http
