#include "http/csv.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "base/result.hpp"
#include "http/characters.hpp"
#include "http/offload.hpp"

namespace tillwatch::http {
namespace {

constexpr std::string_view csv_type = "text/csv; charset=utf-8";
constexpr std::string_view formula_starts = "=+-@\t\r\n";
/// The same, as wide as Chinese and Japanese characters: some programs take them for the others.
constexpr std::array<std::string_view, 4> wide_formula_starts{"＝", "＋", "－", "＠"};
constexpr std::string_view needs_quotes = "\",\r\n";
constexpr std::string_view blanks = " \t";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool may_be_formula(std::string_view text) {
    if (text.empty()) return false;
    return formula_starts.contains(text.front()) ||
           std::ranges::any_of(wide_formula_starts,
                               [&](std::string_view start) { return text.starts_with(start); });
}

/// An optional minus, digits, an optional fraction.
bool is_plain_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    if (whole.empty() || !std::ranges::all_of(whole, is_digit)) return false;
    if (point == std::string_view::npos) return true;
    const auto fraction = text.substr(point + 1);
    return !fraction.empty() && std::ranges::all_of(fraction, is_digit);
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Takes what stands before the separator off the text.
std::string_view next_part(std::string_view& text, char separator) {
    const auto end = std::min(text.find(separator), text.size());
    const auto part = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

/// "0.75" in thousandths; 1 where it is none.
int parse_weight(std::string_view text) {
    if (text.empty() || !is_plain_number(text) || text.starts_with('-')) return 1'000;
    int weight = (text[0] - '0') * 1'000;
    int place = 100;
    for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
        weight += (c - '0') * place;
        place /= 10;
    }
    return std::min(weight, 1'000);
}

struct Wanted {
    std::string_view type;
    int weight = 1'000;
};

Wanted parse_wanted(std::string_view element) {
    Wanted wanted{next_part(element, ';')};
    while (!element.empty()) {
        auto parameter = next_part(element, ';');
        const auto name = next_part(parameter, '=');
        if (equals_ignoring_case(name, "q")) wanted.weight = parse_weight(parameter);
    }
    return wanted;
}

/// How much each of the two is wanted, in thousandths.
struct Weights {
    int csv = 0;
    int json = 0;
};

Weights weights_of(std::string_view accept) {
    Weights weights;
    int json_named = -1;
    while (!accept.empty()) {
        const auto wanted = parse_wanted(next_part(accept, ','));
        if (equals_ignoring_case(wanted.type, "text/csv")) weights.csv = wanted.weight;
        if (equals_ignoring_case(wanted.type, json_type)) json_named = wanted.weight;
        if (equals_ignoring_case(wanted.type, "application/*") || wanted.type == "*/*")
            weights.json = std::max(weights.json, wanted.weight);
    }
    if (json_named >= 0) weights.json = json_named;
    return weights;
}

struct Download {
    std::shared_ptr<void> slot;
    NextPiece next;
    std::optional<std::string> piece;
};

boost::asio::awaitable<void> send(Workers& workers, std::shared_ptr<Download> download,
                                  BodyWriter& out) {
    while (download->piece) {
        if (out.stopping()) throw Failure(Code::unavailable, "the server is stopping");
        if (!co_await out.write(*std::move(download->piece))) co_return;
        download->piece = co_await offload(workers, [&download] { return download->next(); });
    }
}

}  // namespace

bool wants_csv(const Request& request) {
    const auto accept = request.header("accept");
    if (!accept) return false;
    const auto weights = weights_of(*accept);
    return weights.csv > weights.json;
}

CsvWriter& CsvWriter::cell(std::string_view text) {
    if (within_row_) text_ += ',';
    within_row_ = true;
    const bool defused = may_be_formula(text) && !is_plain_number(text);
    const bool quoted = text.find_first_of(needs_quotes) != std::string_view::npos;
    if (quoted) text_ += '"';
    if (defused) text_ += '\'';
    for (const char c : text) {
        if (c == '"') text_ += '"';
        text_ += c;
    }
    if (quoted) text_ += '"';
    return *this;
}

/// A line without anything is none to many who read CSV.
void CsvWriter::end_row() {
    if (within_row_ && text_.size() == row_start_) text_ += "\"\"";
    text_ += "\r\n";
    row_start_ = text_.size();
    within_row_ = false;
}

Response csv(Workers& workers, std::string_view file_name, NextPiece next,
             std::shared_ptr<void> slot) {
    auto first = next();
    auto download =
        std::make_shared<Download>(Download{std::move(slot), std::move(next), std::move(first)});
    auto response = stream(
        csv_type, [&workers, download](BodyWriter& out) { return send(workers, download, out); });
    response.header("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_name));
    response.header("Vary", "Accept");
    return response;
}

}  // namespace tillwatch::http
