// What all lists have in common: `limit`, `q`, `sort`, and `cursor`, which says behind which row a
// page begins.
// A cursor is the list's own spelling of a place, signed together with the question (the path and
// every parameter but these two) whose rows it lies among: nobody makes one or takes it elsewhere.
// Safe in all threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/digest.hpp"
#include "http/query.hpp"

namespace tillwatch::http {

inline constexpr std::int64_t page_rows_default = 50;
inline constexpr std::int64_t page_rows_max = 250;

/// The default where it is missing or refused.
std::int64_t read_limit(Query& query);

/// What is searched for, folded (base/text.hpp): 1 to 255 characters.
Result<std::string> parse_search(std::string_view text);

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

/// `sort`: a name, or one with a minus before it.
template <class Key>
Sort<Key> read_sort(Query& query, const Request& request, std::span<const SortName<Key>> names,
                    Sort<Key> otherwise) {
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

class Cursors {
  public:
    /// The same key on every node, or one's pages are not another's.
    explicit Cursors(std::span<const std::byte> key) : key_(key) {}

    /// The `next_cursor` of a page that ends at `place`.
    std::string text(const Request& request, std::string_view place) const;

    /// The place that the request's cursor says; none where it has none. Failure malformed for one
    /// that no answer to this question gave.
    std::optional<std::string> read(const Request& request) const;

  private:
    crypto::Digest sign(const Request& request, std::string_view place) const;

    crypto::HmacKey key_;
};

/// For a place that cannot be read, of an earlier version perhaps: the same Failure.
[[noreturn]] void refuse_cursor();

}  // namespace tillwatch::http
