// A point in time as people write it: an instant, or a day, which begins and ends where a store is.
// A value; safe in all threads.
#pragma once

#include <string_view>
#include <variant>

#include "base/day.hpp"
#include "base/instant.hpp"
#include "base/time_zone.hpp"

namespace tillwatch {

class Moment {
  public:
    Moment(Instant instant) : given_(instant) {}
    Moment(Day day) : given_(day) {}

    /// "2026-09-01T14:15:00Z" or "2026-09-01".
    static Result<Moment> parse(std::string_view text);

    /// The instant itself, or the first one of the day.
    Instant begin(const TimeZone& zone) const;
    /// The instant itself, or the first one after the day.
    Instant end(const TimeZone& zone) const;

  private:
    std::variant<Instant, Day> given_;
};

}  // namespace tillwatch
