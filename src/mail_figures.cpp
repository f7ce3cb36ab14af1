#include "mail_figures.hpp"

#include <limits>

#include "base/log.hpp"

namespace tillwatch {
namespace {

constexpr std::string_view attempts = "tillwatch_mails_total";
constexpr std::string_view attempts_help =
    "Attempts to send a mail: sent, failed and tried again later, refused by the mail server for "
    "good, or expired before it took them";

double count_waiting(mail::Outbox& outbox) {
    try {
        return static_cast<double>(outbox.count());
    } catch (const db::DatabaseError& error) {
        log::debug("the outbox could not be counted", {{"reason", error.what()}});
        return std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace

MailFigures::MailFigures(http::Metrics& metrics, mail::Outbox& outbox)
    : sent_(metrics.counter(attempts, attempts_help, R"(outcome="sent")")),
      retried_(metrics.counter(attempts, attempts_help, R"(outcome="retried")")),
      refused_(metrics.counter(attempts, attempts_help, R"(outcome="refused")")),
      expired_(metrics.counter(attempts, attempts_help, R"(outcome="expired")")) {
    metrics.watch("tillwatch_mails_waiting", "Mails that wait to be sent",
                  [&outbox] { return count_waiting(outbox); });
}

void MailFigures::count(mail::Outcome outcome) {
    switch (outcome) {
        case mail::Outcome::sent: return sent_.add();
        case mail::Outcome::retried: return retried_.add();
        case mail::Outcome::refused: return refused_.add();
        case mail::Outcome::expired: return expired_.add();
    }
}

}  // namespace tillwatch
