#include "base/instant.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include "base/day.hpp"

namespace tillwatch {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

// From 0001-01-02 to before 9999-12-31: the day has four digits for its year in every time zone.
constexpr Instant first_instant{-719'161 * ms_per_day};
constexpr Instant last_instant{2'932'896 * ms_per_day - 1};

/// Reads exactly `count` digits from the front of `text`; -1 where there are not as many.
int take_number(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    int value = 0;
    for (const char c : text.substr(0, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || !any_of.contains(text.front())) return false;
    text.remove_prefix(1);
    return true;
}

/// "hh:mm:ss[.fraction]" in milliseconds; -1 where it is wrong.
std::int64_t take_time_ms(std::string_view& text) {
    const int hour = take_number(text, 2);
    const bool first_colon = take(text, ":");
    const int minute = take_number(text, 2);
    const bool second_colon = take(text, ":");
    const int second = take_number(text, 2);
    if (!first_colon || !second_colon || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 60)
        return -1;
    std::int64_t fraction_ms = 0;
    if (take(text, ".")) {
        int decimals = 0;
        for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1))
            if (decimals++ < 3) fraction_ms = fraction_ms * 10 + (text[0] - '0');
        if (decimals == 0) return -1;
        for (; decimals < 3; ++decimals) fraction_ms *= 10;
    }
    return ((hour * 60 + minute) * 60 + second) * std::int64_t{1000} + fraction_ms;
}

/// "Z" or "±hh:mm" in milliseconds east of UTC.
bool take_offset_ms(std::string_view& text, std::int64_t& offset_ms) {
    if (take(text, "Zz")) return true;
    const bool west = text.starts_with('-');
    if (!take(text, "+-")) return false;
    const int hours = take_number(text, 2);
    take(text, ":");
    const int minutes = take_number(text, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false;
    offset_ms = (hours * 60 + minutes) * std::int64_t{60'000} * (west ? -1 : 1);
    return true;
}

}  // namespace

Result<Instant> Instant::parse(std::string_view text) {
    const auto day = Day::parse(text.substr(0, 10));
    std::string_view rest = text.substr(std::min<std::size_t>(text.size(), 10));
    std::int64_t time_ms = -1;
    std::int64_t offset_ms = 0;
    const bool right = day && take(rest, "Tt ") && (time_ms = take_time_ms(rest)) >= 0 &&
                       take_offset_ms(rest, offset_ms) && rest.empty();
    if (!right) return fail(Code::invalid, "is not a time like 2026-09-01T14:15:00Z");
    const Instant instant{day->number * ms_per_day + time_ms - offset_ms};
    if (instant < first_instant || instant > last_instant)
        return fail(Code::invalid, "is not within the years 0001 to 9999 everywhere");
    return instant;
}

std::string Instant::text() const {
    const auto since_epoch = std::chrono::milliseconds{ms};
    const auto days = date::floor<date::days>(since_epoch);
    const date::hh_mm_ss time{since_epoch - days};
    const auto day = Day{static_cast<std::int32_t>(days.count())}.text();
    const auto fraction_ms = time.subseconds().count();
    const auto fraction = fraction_ms == 0 ? std::string{} : fmt::format(".{:03}", fraction_ms);
    return fmt::format("{}T{:02}:{:02}:{:02}{}Z", day, time.hours().count(), time.minutes().count(),
                       time.seconds().count(), fraction);
}

}  // namespace tillwatch
