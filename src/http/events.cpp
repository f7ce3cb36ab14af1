#include "http/events.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillwatch::http {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr std::string_view heartbeat = ": still here\n\n";

using SharedTimer = std::shared_ptr<asio::steady_timer>;

/// Joins a queue to the timer that its stream waits on, for as long as the stream lives.
class Wakening {
  public:
    Wakening(EventQueue& queue, BodyWriter& writer, const SharedTimer& timer) : queue_(queue) {
        queue.on_change([timer, executor = writer.executor()] {
            asio::post(executor, [timer] { timer->cancel(); });
        });
        writer.on_stop([timer] { timer->cancel(); });
    }
    ~Wakening() {
        queue_.on_change(nullptr);
        queue_.close();
    }
    Wakening(const Wakening&) = delete;
    Wakening& operator=(const Wakening&) = delete;

  private:
    EventQueue& queue_;
};

asio::awaitable<void> send_events(std::shared_ptr<EventQueue> queue, EventStreamOptions options,
                                  BodyWriter& writer) {
    const auto timer = std::make_shared<asio::steady_timer>(writer.executor());
    const Wakening wakening(*queue, writer, timer);
    writer.limit_unsent(event_bytes_unsent_max);
    bool open = co_await writer.write(std::string(heartbeat));
    auto beat = Clock::now() + options.heartbeat_interval;
    while (open && !writer.stopping()) {
        const auto now = Clock::now();
        // Asked first: what was pushed before the closing is taken after it.
        const bool last = queue->closed() || now >= options.until;
        auto piece = queue->take();
        if (piece.empty() && now >= beat) piece = heartbeat;
        const bool wait = piece.empty();
        if (!wait) {
            beat = now + options.heartbeat_interval;
            open = co_await writer.write(std::move(piece));
        }
        if (last) break;
        // Between take() and here nothing else runs on this thread, so no wake-up is lost.
        if (!wait) continue;
        timer->expires_at(std::min(beat, options.until));
        co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

}  // namespace

std::string encode_event(std::string_view name, std::string_view data) {
    std::string out = "event: ";
    out += name;
    for (;;) {
        const auto end = data.find('\n');
        out += "\ndata: ";
        out += data.substr(0, end);
        if (end == std::string_view::npos) break;
        data.remove_prefix(end + 1);
    }
    out += "\n\n";
    return out;
}

EventQueue::EventQueue(std::size_t waiting_max) : waiting_max_(waiting_max) {}

Pushed EventQueue::push(Event event) {
    const std::lock_guard lock(mutex_);
    if (closed_) return Pushed::ended;
    if (waiting_.size() >= waiting_max_) {
        closed_ = true;
        waiting_.clear();
    } else {
        waiting_.push_back(std::move(event));
    }
    // Who was woken takes all that waits.
    if (wake_ && (closed_ || waiting_.size() == 1)) wake_();
    return closed_ ? Pushed::dropped : Pushed::queued;
}

void EventQueue::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    if (wake_) wake_();
}

bool EventQueue::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

void EventQueue::on_change(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

std::string EventQueue::take() {
    const std::lock_guard lock(mutex_);
    std::string all;
    for (const auto& event : waiting_) all += *event;
    waiting_.clear();
    return all;
}

Response event_stream(std::shared_ptr<EventQueue> queue, EventStreamOptions options) {
    auto response =
        stream("text/event-stream", [queue = std::move(queue), options](BodyWriter& writer) {
            return send_events(queue, options, writer);
        });
    response.header("X-Accel-Buffering", "no");
    return response;
}

}  // namespace tillwatch::http
