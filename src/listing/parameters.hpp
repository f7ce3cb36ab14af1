// The parameters that lists of a store's objects share. What cannot be read is told with the others
// (http/query.hpp).
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "http/list_query.hpp"

namespace tillwatch::listing {

/// "true" or "false".
Result<bool> parse_flag(std::string_view text);
/// One of Shopify's ids: digits, above 0.
Result<std::int64_t> parse_object_id(std::string_view text);
/// A word of Shopify's like partially_paid: 1 to 40 of a-z and _.
Result<std::string> parse_word(std::string_view text);
/// Up to 255 characters, perhaps none.
Result<std::string> parse_text(std::string_view text);

/// "monday" to "sunday": 0 to 6.
Result<int> parse_weekday(std::string_view text);
/// "0" to "23".
Result<int> parse_hour(std::string_view text);
/// An amount in the store's currency.
std::optional<Money> find_money(http::Query& query, std::string_view name, Currency currency);

/// `until` is exclusive.
struct Span {
    Instant since{std::numeric_limits<std::int64_t>::min()};
    Instant until{std::numeric_limits<std::int64_t>::max()};
    bool contains(Instant instant) const { return since <= instant && instant < until; }
    bool operator==(const Span&) const = default;
};

/// `from` and `to`: days on the store's clocks, both inclusive.
Span read_days(http::Query& query, const TimeZone& zone);

}  // namespace tillwatch::listing
