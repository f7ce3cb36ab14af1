// Webhooks as they really come: some twice, some out of order, some much later than the others.
// Takes them in their true order and gives them on in the order of sending, decided by a seed
// alone. Nothing is lost: flush() gives what is held back still. One thread.
#pragma once

#include <functional>
#include <queue>
#include <vector>

#include "sim/dice.hpp"
#include "sim/shop.hpp"

namespace tillwatch::sim {

/// How many in a hundred.
struct Faults {
    std::int64_t duplicates = 0;  // again, up to 300 webhooks later
    std::int64_t late = 0;        // 200 to 2,000 webhooks late
    std::int64_t disorder = 0;    // up to 20 webhooks late
};

struct FaultCounts {
    std::int64_t duplicates = 0, late = 0, disorder = 0;
};

class Disorder {
  public:
    Disorder(std::uint64_t seed, const Faults& faults, std::function<void(Webhook)> send)
        : dice_(mix({seed, 0xd150'4de4})), faults_(faults), send_(std::move(send)) {}

    void take(Webhook webhook);
    void flush();
    const FaultCounts& counts() const { return counts_; }

  private:
    struct Held {
        std::int64_t position, number;
        Webhook webhook;
        bool operator<(const Held& other) const {  // the first is the greatest
            return std::tie(other.position, other.number) < std::tie(position, number);
        }
    };
    void hold(std::int64_t position, Webhook webhook);
    void send_up_to(std::int64_t position);

    Dice dice_;
    Faults faults_;
    std::function<void(Webhook)> send_;
    FaultCounts counts_;
    std::priority_queue<Held> held_;
    std::int64_t taken_ = 0, held_ever_ = 0;
};

}  // namespace tillwatch::sim
