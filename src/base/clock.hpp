// The wall clock as a part that can be replaced. Time-outs do not use it: they are measured with
// the steady clock, so a jump of the wall clock harms none.
#pragma once

#include "base/instant.hpp"

namespace tillwatch {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

/// Stands still until it is told to go on; for tests and simulations.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant start) : now_(start) {}
    Instant now() const override { return now_; }
    void set(Instant instant) { now_ = instant; }
    void advance_ms(std::int64_t ms) { now_.ms += ms; }

  private:
    Instant now_;
};

}  // namespace tillwatch
