#include "mail/recent.hpp"

#include "base/log.hpp"

namespace tillwatch::mail {

Delivered print(const Message& message) {
    log::info("mail (no --smtp-url is given, so it is printed)", {{"kind", message.kind},
                                                                  {"to", message.to},
                                                                  {"subject", message.subject},
                                                                  {"text", message.text}});
    return {};
}

void Recent::add(const Message& message) {
    const std::lock_guard lock(mutex_);
    messages_.push_front(message);
    if (messages_.size() > messages_max) messages_.pop_back();
}

std::vector<Message> Recent::list() const {
    const std::lock_guard lock(mutex_);
    return {messages_.begin(), messages_.end()};
}

}  // namespace tillwatch::mail
