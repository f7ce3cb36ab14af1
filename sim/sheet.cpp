#include "sim/sheet.hpp"

#include <cstdlib>

#include <fmt/format.h>

namespace tillwatch::sim {

std::string local_text(Instant instant, const TimeZone& zone) {
    constexpr std::int64_t second_ms = 1000, minute_ms = 60'000;
    const auto there = zone.local(instant);
    const auto utc_minutes = instant.ms / minute_ms;
    const auto offset =
        there.day.number * std::int64_t{1440} + there.hour * 60 + there.minute - utc_minutes;
    return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", there.day.text(), there.hour,
                       there.minute, instant.ms / second_ms % 60, offset < 0 ? '-' : '+',
                       std::abs(offset) / 60, std::abs(offset) % 60);
}

std::string as_on_the_wire(std::string_view json) {
    std::string out;
    out.reserve(json.size() + json.size() / 32);
    for (const char c : json) {
        switch (c) {
            case '/': out += "\\/"; break;
            case '&': out += "\\u0026"; break;
            case '<': out += "\\u003c"; break;
            case '>': out += "\\u003e"; break;
            default: out += c;
        }
    }
    return out;
}

Sheet& Sheet::put_or_null(std::string_view name, std::string_view text) {
    json_.key(name);
    text.empty() ? json_.value(nullptr) : json_.value(text);
    return *this;
}

Sheet& Sheet::nulls(std::initializer_list<std::string_view> names) {
    for (const auto name : names) json_.member(name, nullptr);
    return *this;
}

Sheet& Sheet::empty_lists(std::initializer_list<std::string_view> names) {
    for (const auto name : names) list(name).end_list();
    return *this;
}

Sheet& Sheet::at(std::string_view name, Instant instant) {
    return put(name, local_text(instant, zone_));
}

Sheet& Sheet::gid(std::string_view kind, std::int64_t id) {
    return put("admin_graphql_api_id", fmt::format("gid://shopify/{}/{}", kind, id));
}

Sheet& Sheet::money(std::string_view name, std::int64_t minor) {
    return put(name, text_of(minor));
}

Sheet& Sheet::number(std::string_view name, std::int64_t minor) {
    json_.key(name).number(text_of(minor));
    return *this;
}

Sheet& Sheet::set(std::string_view name, std::int64_t minor) {
    return object(name).bare_set(minor).end();
}

Sheet& Sheet::bare_set(std::int64_t minor) {
    const auto amount = text_of(minor);
    for (const auto* name : {"shop_money", "presentment_money"})
        object(name).put("amount", amount).put("currency_code", currency()).end();
    return *this;
}

Sheet& Sheet::price(std::string_view name, std::int64_t minor) {
    return money(name, minor).set(fmt::format("{}_set", name), minor);
}

Sheet& Sheet::rate(std::string_view name, std::int64_t ppm) {
    json_.key(name).number(fmt::format("{}.{:06}", ppm / 1'000'000, ppm % 1'000'000));
    return *this;
}

Sheet& Sheet::object(std::string_view name) {
    json_.key(name).begin_object();
    return *this;
}

Sheet& Sheet::object() {
    json_.begin_object();
    return *this;
}

Sheet& Sheet::end() {
    json_.end_object();
    return *this;
}

Sheet& Sheet::list(std::string_view name) {
    json_.key(name).begin_array();
    return *this;
}

Sheet& Sheet::item(std::string_view text) {
    json_.value(text);
    return *this;
}

Sheet& Sheet::end_list() {
    json_.end_array();
    return *this;
}

}  // namespace tillwatch::sim
