#include "sim/disorder.hpp"

#include <limits>

namespace tillwatch::sim {

void Disorder::take(Webhook webhook) {
    auto position = ++taken_;
    if (dice_.chance(faults_.late * 10)) {
        position += dice_.between(200, 2'000);
        ++counts_.late;
    } else if (dice_.chance(faults_.disorder * 10)) {
        position += dice_.between(1, 20);
        ++counts_.disorder;
    }
    if (dice_.chance(faults_.duplicates * 10)) {
        hold(position + dice_.between(1, 300), webhook);
        ++counts_.duplicates;
    }
    hold(position, std::move(webhook));
    send_up_to(taken_);
}

void Disorder::flush() {
    send_up_to(std::numeric_limits<std::int64_t>::max());
}

void Disorder::hold(std::int64_t position, Webhook webhook) {
    held_.push({position, held_ever_++, std::move(webhook)});
}

void Disorder::send_up_to(std::int64_t position) {
    while (!held_.empty() && held_.top().position <= position) {
        auto webhook = held_.top().webhook;
        held_.pop();
        send_(std::move(webhook));
    }
}

}  // namespace tillwatch::sim
