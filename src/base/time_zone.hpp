// IANA time zones: the day and the hour of an instant, as the clocks of that place showed them.
// The rules come from the system's tz database. They know no daylight-saving change after 2037:
// from then on standard time counts (held by a test).
#pragma once

#include <string>
#include <string_view>

#include "base/day.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace date {
class time_zone;
}

namespace tillwatch {

struct LocalTime {
    Day day;
    int hour = 0;
    int minute = 0;
    bool operator==(const LocalTime&) const = default;
};

/// A handle on a zone that lives as long as the program; cheap to copy, safe in all threads.
class TimeZone {
  public:
    /// "Europe/London", "UTC", …; Code::invalid for a name that the database does not have.
    static Result<TimeZone> find(std::string_view name);

    LocalTime local(Instant instant) const;
    /// The first instant of a day there (where midnight is skipped, the first one after it).
    Instant start_of(Day day) const;
    std::string name() const;
    bool operator==(const TimeZone&) const = default;

  private:
    explicit TimeZone(const date::time_zone* zone) : zone_(zone) {}
    const date::time_zone* zone_;
};

}  // namespace tillwatch
