#include "listing/parameters.hpp"

#include <algorithm>
#include <array>

#include "base/storable_text.hpp"
#include "base/text.hpp"
#include "base/whole_number.hpp"

namespace tillwatch::listing {
namespace {

constexpr std::size_t word_bytes_max = 40;
constexpr std::size_t text_characters_max = 255;

bool is_of_word(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

}  // namespace

Result<bool> parse_flag(std::string_view text) {
    if (text == "true") return true;
    if (text == "false") return false;
    return fail(Code::invalid, "is not true or false");
}

Result<std::int64_t> parse_object_id(std::string_view text) {
    const auto id = parse_whole_number(text);
    if (id && *id > 0 && text.front() != '0') return *id;
    return fail(Code::invalid, "is not an id of Shopify's");
}

Result<std::string> parse_word(std::string_view text) {
    if (!text.empty() && text.size() <= word_bytes_max && std::ranges::all_of(text, is_of_word))
        return std::string(text);
    return fail(Code::invalid, "is not a word of small letters");
}

Result<std::string> parse_text(std::string_view text) {
    if (count_characters(text) <= text_characters_max && is_storable_text(text))
        return std::string(text);
    return fail(Code::invalid, "is not a text of at most 255 characters");
}

Result<int> parse_weekday(std::string_view text) {
    constexpr std::array<std::string_view, 7> weekdays{
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    const auto found = std::ranges::find(weekdays, text);
    if (found == weekdays.end()) return fail(Code::invalid, "is not a weekday like monday");
    return static_cast<int>(found - weekdays.begin());
}

Result<int> parse_hour(std::string_view text) {
    const auto hour = parse_whole_number(text);
    if (!hour || *hour < 0 || *hour > 23) return fail(Code::invalid, "is not an hour of 0 to 23");
    return static_cast<int>(*hour);
}

std::optional<Money> find_money(http::Query& query, std::string_view name, Currency currency) {
    const auto text = query.find(name, &parse_text);
    if (!text) return std::nullopt;
    const auto money = Money::parse(*text, currency);
    if (money) return *money;
    query.refuse(name, money.error().message);
    return std::nullopt;
}

Span read_days(http::Query& query, const TimeZone& zone) {
    Span span;
    const auto from = query.find("from", &Day::parse);
    const auto to = query.find("to", &Day::parse);
    if (from) span.since = zone.start_of(*from);
    if (to) span.until = zone.start_of(*to + 1);
    if (from && to && *from > *to) query.refuse("from", "is after to");
    return span;
}

}  // namespace tillwatch::listing
