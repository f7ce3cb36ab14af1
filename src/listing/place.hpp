// Where in a list a row stands: by the column that the list is sorted by, then by what names the
// row, so that no two rows stand at one place. A value; safe in all threads.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace tillwatch::listing {

/// Rows that are sorted by numbers leave `text` empty or have their name in it, those sorted by a
/// text have `number` 0. Texts are compared byte by byte, as the tables do.
struct Place {
    std::int64_t number = 0;
    std::string text = {};
    std::int64_t id = 0;
    auto operator<=>(const Place&) const = default;
};

/// Where a walk in the order of a sum begins.
inline Place before_all_sums(bool descending) {
    using Limits = std::numeric_limits<std::int64_t>;
    // Turned around, the greatest is a number still; the least is none.
    return descending ? Place{Limits::max(), {}, Limits::max()}
                      : Place{Limits::min(), {}, Limits::min()};
}

/// As a cursor holds it.
std::string text_of(const Place& place);
/// None for what text_of never gives, or no database can store.
std::optional<Place> parse_place(std::string_view text);

}  // namespace tillwatch::listing
