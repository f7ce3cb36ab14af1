#include "base/time_zone.hpp"

#include <algorithm>
#include <stdexcept>

#include <date/tz.h>

namespace tillwatch {
namespace {

using Milliseconds = std::chrono::milliseconds;

/// The span of one UTC offset: looked up once, then used for all instants within it.
struct Span {
    const date::time_zone* zone = nullptr;
    std::int64_t begin_ms = 0;
    std::int64_t end_ms = 0;
    std::int64_t offset_ms = 0;
};

std::int64_t in_ms(date::sys_seconds time) {
    // The database's ends of time lie beyond what milliseconds can count.
    constexpr std::int64_t seconds_max = 253'402'300'800;  // the year 10000
    const std::int64_t seconds = time.time_since_epoch().count();
    return std::clamp(seconds, -seconds_max, seconds_max) * 1000;
}

std::int64_t offset_ms(const date::time_zone* zone, Instant instant) {
    thread_local Span last;
    if (last.zone != zone || instant.ms < last.begin_ms || instant.ms >= last.end_ms) {
        const auto info = zone->get_info(date::sys_time<Milliseconds>{Milliseconds{instant.ms}});
        last = {zone, in_ms(info.begin), in_ms(info.end), info.offset.count() * 1000};
    }
    return last.offset_ms;
}

}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
    const auto unknown = [] {
        return fail(Code::invalid, "is not an IANA time zone, like Europe/London");
    };
    const bool plain = !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("/_+-").contains(c);
    });
    if (!plain || name.front() == '/') return unknown();
    try {
        // Loaded once under a guard that our own code sees, the thread sanitizer too.
        [[maybe_unused]] static const auto& loaded = date::get_tzdb();
        return TimeZone(date::locate_zone(std::string(name)));
    } catch (const std::runtime_error&) {
        return unknown();
    }
}

LocalTime TimeZone::local(Instant instant) const {
    const Milliseconds local{instant.ms + offset_ms(zone_, instant)};
    const auto days = date::floor<date::days>(local);
    const auto minutes = date::floor<std::chrono::minutes>(local - days).count();
    return {Day{static_cast<std::int32_t>(days.count())}, static_cast<int>(minutes / 60),
            static_cast<int>(minutes % 60)};
}

Instant TimeZone::start_of(Day day) const {
    const date::local_days midnight{date::days{day.number}};
    const auto start = zone_->to_sys(midnight, date::choose::earliest);
    return {std::chrono::duration_cast<Milliseconds>(start.time_since_epoch()).count()};
}

std::string TimeZone::name() const {
    return zone_->name();
}

}  // namespace tillwatch
