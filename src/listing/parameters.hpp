// The parameters that lists of a store's objects share. What cannot be read is told with the others
// (http/query.hpp).
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "http/query.hpp"

namespace tillwatch::listing {

template <class Key>
struct Sort {
    Key key;
    bool descending = false;
};

/// The keys that a list may be sorted by, as they are written.
template <class Key>
struct SortName {
    std::string_view name;
    Key key;
};

/// "true" or "false".
Result<bool> parse_flag(std::string_view text);
/// One of Shopify's ids: digits, above 0.
Result<std::int64_t> parse_object_id(std::string_view text);
/// A word of Shopify's like partially_paid: 1 to 40 of a-z and _.
Result<std::string> parse_word(std::string_view text);
/// Up to 255 characters, perhaps none.
Result<std::string> parse_text(std::string_view text);
/// What is searched for, folded (listing/search.hpp): 1 to 255 characters.
Result<std::string> parse_search(std::string_view text);

/// `until` is exclusive.
struct Span {
    Instant since{std::numeric_limits<std::int64_t>::min()};
    Instant until{std::numeric_limits<std::int64_t>::max()};
    bool contains(Instant instant) const { return since <= instant && instant < until; }
    bool operator==(const Span&) const = default;
};

/// `from` and `to`: days on the store's clocks, both inclusive.
Span read_days(http::Query& query, const TimeZone& zone);

/// `sort`: a name, or one with a minus before it.
template <class Key>
Sort<Key> read_sort(http::Query& query, const http::Request& request,
                    std::span<const SortName<Key>> names, Sort<Key> otherwise) {
    const auto text = request.query("sort");
    if (!text) return otherwise;
    auto name = std::string_view(*text);
    const bool descending = name.starts_with('-');
    if (descending) name.remove_prefix(1);
    const auto found = std::ranges::find(names, name, &SortName<Key>::name);
    if (found != names.end()) return {found->key, descending};
    query.refuse("sort", "is not one of the columns that this list can be sorted by");
    return otherwise;
}

}  // namespace tillwatch::listing
