// Any text as a day, an instant and a time zone: it is refused, or what is printed of it reads back
// as the same, and an instant lies within its day at every place.
#include <cstdint>
#include <string_view>

#include "base/day.hpp"
#include "base/ensure.hpp"
#include "base/instant.hpp"
#include "base/time_zone.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tillwatch;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto day = Day::parse(text)) ENSURE(day->text() == text);
    if (const auto zone = TimeZone::find(text)) ENSURE(TimeZone::find(zone->name()));
    const auto instant = Instant::parse(text);
    if (!instant) return 0;
    // What an offset moved out of the years 1 to 9999 has no text to read back.
    const auto printed = Instant::parse(instant->text());
    if (printed) ENSURE(*printed == *instant);
    for (const auto* name : {"UTC", "Europe/London", "Pacific/Auckland", "America/Sao_Paulo"}) {
        const auto zone = *TimeZone::find(name);
        const auto day = zone.local(*instant).day;
        ENSURE(zone.start_of(day) <= *instant);
        ENSURE(*instant < zone.start_of(day + 1));
    }
    return 0;
}
