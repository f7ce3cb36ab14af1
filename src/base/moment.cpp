#include "base/moment.hpp"

namespace tillwatch {

Result<Moment> Moment::parse(std::string_view text) {
    if (const auto day = Day::parse(text)) return Moment(*day);
    if (const auto instant = Instant::parse(text)) return Moment(*instant);
    return fail(Code::invalid, "is not a day like 2026-09-01 or a time like 2026-09-01T14:15:00Z");
}

Instant Moment::begin(const TimeZone& zone) const {
    if (const auto* day = std::get_if<Day>(&given_)) return zone.start_of(*day);
    return std::get<Instant>(given_);
}

Instant Moment::end(const TimeZone& zone) const {
    if (const auto* day = std::get_if<Day>(&given_)) return zone.start_of(*day + 1);
    return std::get<Instant>(given_);
}

}  // namespace tillwatch
