#include "http/list_query.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/whole_number.hpp"

namespace tillwatch::http {
namespace {

constexpr std::string_view limit_name = "limit";
constexpr std::string_view cursor_name = "cursor";
constexpr std::size_t mark_bytes = 8;

Result<std::int64_t> parse_limit(std::string_view text) {
    const auto limit = parse_whole_number(text);
    if (limit && *limit >= 1 && *limit <= page_rows_max) return *limit;
    return fail(Code::invalid, "is not a whole number from 1 to 250");
}

/// FNV-1a of the path and the parameters, in any order, each text ended by a byte that is in none.
std::string mark_of(const Request& request) {
    std::uint64_t hash = 0xcbf29ce484222325;
    const auto add = [&hash](std::string_view text) {
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        hash = (hash ^ 0xff) * 0x100000001b3;
    };
    auto parameters = request.query_parameters();
    std::ranges::sort(parameters);
    add(request.path());
    for (const auto& [name, value] : parameters) {
        if (name == limit_name || name == cursor_name) continue;
        add(name);
        add(value);
    }
    std::string mark;
    for (std::size_t i = 0; i < mark_bytes; ++i) mark += static_cast<char>(hash >> (8 * i));
    return mark;
}

}  // namespace

std::int64_t read_limit(Query& query) {
    return query.read<std::int64_t>(limit_name, &parse_limit, page_rows_default);
}

std::string cursor_text(const Request& request, std::string_view place) {
    return base64url(bytes_of(mark_of(request).append(place)));
}

std::optional<std::string> read_cursor(const Request& request) {
    const auto text = request.query(cursor_name);
    if (!text) return std::nullopt;
    const auto bytes = parse_base64url(*text);
    if (!bytes) refuse_cursor();
    const auto place = text_of(*bytes);
    if (!place.starts_with(mark_of(request))) refuse_cursor();
    return std::string(place.substr(mark_bytes));
}

void refuse_cursor() {
    throw Failure(Code::malformed, "the cursor is none that this list gave for this question");
}

}  // namespace tillwatch::http
