// What all lists have in common: `limit`, and `cursor`, which says behind which row a page begins.
// A cursor is the list's own spelling of a place, signed together with the question (the path and
// every parameter but these two) whose rows it lies among: nobody makes one or takes it elsewhere.
// Safe in all threads.
#pragma once

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
