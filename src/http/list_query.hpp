// What all lists have in common: `limit`, and `cursor`, which says behind which row a page begins.
// A cursor is the list's own spelling of a place, bound to the question (the path and every
// parameter but these two) whose rows it lies among; clients cannot read it and need not. It is no
// secret: who forges one gets another place of a list that is theirs to read, so what it says is
// parsed like any other input. Safe in all threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/query.hpp"

namespace tillwatch::http {

inline constexpr std::int64_t page_rows_default = 50;
inline constexpr std::int64_t page_rows_max = 250;

/// The default where it is missing or refused.
std::int64_t read_limit(Query& query);

/// The `next_cursor` of a page that ends at `place`.
std::string cursor_text(const Request& request, std::string_view place);

/// The place that the request's cursor says; none where it has none. Failure malformed for one
/// that no answer to this question gave.
std::optional<std::string> read_cursor(const Request& request);

/// For a place that cannot be read: the same Failure.
[[noreturn]] void refuse_cursor();

}  // namespace tillwatch::http
