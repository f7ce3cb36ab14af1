// Lists as CSV (RFC 4180), for who asks for `Accept: text/csv`: all rows, read piece by piece on a
// worker while they are sent, so that neither a long list nor a slow reader costs memory.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"
#include "http/workers.hpp"

namespace tillwatch::http {

/// How many rows a list reads at once.
inline constexpr std::int64_t csv_piece_rows = 1'000;

/// Whether the client names text/csv and wants it more than JSON.
bool wants_csv(const Request& request);

/// Rows as text. A text that a spreadsheet would take for a formula gets an apostrophe before it;
/// a plain number does not. Belongs to one thread.
class CsvWriter {
  public:
    CsvWriter& cell(std::string_view text);
    CsvWriter& cell(const std::string& text) { return cell(std::string_view(text)); }
    CsvWriter& cell(const char* text) { return cell(std::string_view(text)); }
    CsvWriter& cell(bool flag) { return cell(flag ? "true" : "false"); }
    CsvWriter& cell(std::nullptr_t) { return cell(""); }
    template <class T>
        requires std::integral<T> && (!std::same_as<T, bool>)
    CsvWriter& cell(T number) {
        return cell(std::to_string(number));
    }
    template <class T>
    CsvWriter& cell(const std::optional<T>& maybe) {
        return maybe ? cell(*maybe) : cell("");
    }
    void end_row();

    std::string take() { return std::move(text_); }

  private:
    std::string text_;
    std::size_t row_start_ = 0;
    bool within_row_ = false;
};

/// Answers the next piece, which may be empty; none: that was all.
using NextPiece = std::function<std::optional<std::string>()>;

/// Some rows, and the place behind which the next ones come; none: there are no more.
template <class Place>
struct CsvPiece {
    std::string text;
    std::optional<Place> next;
};

/// Piece after piece, each read from the place that the one before told; the first from none.
template <class Place>
NextPiece piece_by_piece(std::function<CsvPiece<Place>(const std::optional<Place>& after)> read) {
    return [read = std::move(read), after = std::optional<Place>(),
            more = true]() mutable -> std::optional<std::string> {
        if (!more) return std::nullopt;
        auto piece = read(after);
        after = std::move(piece.next);
        more = after.has_value();
        return std::move(piece.text);
    };
}

/// The first piece is read before this returns. Where a later one fails, the connection is cut, so
/// the client sees that the file is not whole. `next` and what it refers to outlive the answer.
/// `slot` is held until the answer has ended, however it does.
Response csv(Workers& workers, std::string_view file_name, NextPiece next,
             std::shared_ptr<void> slot = nullptr);

}  // namespace tillwatch::http
