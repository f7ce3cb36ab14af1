// Sends what is in the outbox, on a thread of its own: looks every poll_ms, tries again what failed
// until it expires. Where the mail server is away the others wait too, for the next look.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "mail/delivering.hpp"
#include "mail/outbox.hpp"

namespace tillwatch::mail {

/// What became of a mail at an attempt, for who counts them.
enum class Outcome { sent, retried, refused, expired };

class Sender {
  public:
    using OnOutcome = std::function<void(Outcome)>;
    static constexpr std::chrono::milliseconds poll{500};

    Sender(Outbox& outbox, Deliver deliver, OnOutcome on_outcome = [](Outcome) {});
    /// Ends after the mail it is at, which is told to stop.
    ~Sender();
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    void start();
    /// What the thread does at each look; answers how many were sent.
    std::size_t send_due(const std::stop_token& stop = {});

  private:
    void run(const std::stop_token& stop);
    Fate send(const Outbox::Claimed& mail, const std::stop_token& stop);

    Outbox& outbox_;
    const Deliver deliver_;
    const OnOutcome on_outcome_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;
};

}  // namespace tillwatch::mail
