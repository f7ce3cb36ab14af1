#include "mail/sender.hpp"

#include "base/id.hpp"
#include "base/log.hpp"
#include "base/this_thread.hpp"

namespace tillwatch::mail {

Sender::Sender(Outbox& outbox, Deliver deliver, OnOutcome on_outcome)
    : outbox_(outbox), deliver_(std::move(deliver)), on_outcome_(std::move(on_outcome)) {}

Sender::~Sender() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

void Sender::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Sender::run(const std::stop_token& stop) {
    name_this_thread("mail");
    while (!stop.stop_requested()) {
        try {
            send_due(stop);
        } catch (const std::exception& error) {
            log::warning("the outbox cannot be read; tried again", {{"reason", error.what()}});
        }
        std::unique_lock lock(mutex_);
        stopped_.wait_for(lock, stop, poll, [] { return false; });
    }
}

std::size_t Sender::send_due(const std::stop_token& stop) {
    std::size_t sent = 0;
    while (!stop.stop_requested()) {
        const auto mail = outbox_.claim();
        if (!mail) break;
        const auto fate = send(*mail, stop);
        if (fate == Fate::failed) break;
        if (fate == Fate::sent) ++sent;
    }
    return sent;
}

Fate Sender::send(const Outbox::Claimed& mail, const std::stop_token& stop) {
    const auto id = opaque_text(mail.id);
    const auto& kind = mail.message.kind;
    const auto result = mail.expired ? Delivered{Fate::refused, "it expired before it was sent"}
                                     : deliver_(mail.message, id, stop);
    switch (result.fate) {
        case Fate::sent:
            outbox_.remove(mail);
            on_outcome_(Outcome::sent);
            log::info("a mail was sent",
                      {{"mail", id}, {"kind", kind}, {"attempts", mail.attempts}});
            break;
        case Fate::refused:
            outbox_.remove(mail);
            on_outcome_(mail.expired ? Outcome::expired : Outcome::refused);
            log::error("a mail will not be sent",
                       {{"mail", id}, {"kind", kind}, {"reason", result.reason}});
            break;
        case Fate::deferred:
        case Fate::failed:
            outbox_.postpone(mail);
            on_outcome_(Outcome::retried);
            log::warning("a mail could not be sent; tried again later",
                         {{"mail", id},
                          {"kind", kind},
                          {"attempts", mail.attempts},
                          {"reason", result.reason}});
            break;
    }
    return result.fate;
}

}  // namespace tillwatch::mail
