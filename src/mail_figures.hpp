// What is told Prometheus of mails. Thread-safe.
#pragma once

#include "http/metrics.hpp"
#include "mail/sender.hpp"

namespace tillwatch {

class MailFigures {
  public:
    /// The outbox is asked how much waits whenever the figures are read, NaN where its database
    /// does not answer; it outlives the metrics' last reading.
    MailFigures(http::Metrics& metrics, mail::Outbox& outbox);

    void count(mail::Outcome outcome);

  private:
    http::Counter& sent_;
    http::Counter& retried_;
    http::Counter& refused_;
    http::Counter& expired_;
};

}  // namespace tillwatch
