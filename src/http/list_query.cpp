#include "http/list_query.hpp"

#include "base/encoding.hpp"
#include "base/storable_text.hpp"
#include "base/text.hpp"
#include "base/whole_number.hpp"

namespace tillwatch::http {
namespace {

constexpr std::string_view limit_name = "limit";
constexpr std::string_view cursor_name = "cursor";
constexpr std::size_t signature_bytes = 16;
constexpr std::size_t search_characters_max = 255;

Result<std::int64_t> parse_limit(std::string_view text) {
    const auto limit = parse_whole_number(text);
    if (limit && *limit >= 1 && *limit <= page_rows_max) return *limit;
    return fail(Code::invalid, "is not a whole number from 1 to 250");
}

}  // namespace

std::int64_t read_limit(Query& query) {
    return query.read<std::int64_t>(limit_name, &parse_limit, page_rows_default);
}

Result<std::string> parse_search(std::string_view text) {
    if (!text.empty() && count_characters(text) <= search_characters_max && is_storable_text(text))
        return fold(text);
    return fail(Code::invalid, "is not a text of 1 to 255 characters");
}

/// Over the place, the path and the parameters in any order, each ended by a byte that is in none.
crypto::Digest Cursors::sign(const Request& request, std::string_view place) const {
    auto parameters = request.query_parameters();
    std::ranges::sort(parameters);
    auto hmac = key_.begin();
    const auto add = [&hmac](std::string_view text) {
        constexpr std::byte end{0xff};
        hmac.update(bytes_of(text));
        hmac.update(std::span(&end, 1));
    };
    add(place);
    add(request.path());
    for (const auto& [name, value] : parameters) {
        if (name == limit_name || name == cursor_name) continue;
        add(name);
        add(value);
    }
    return hmac.finish();
}

std::string Cursors::text(const Request& request, std::string_view place) const {
    const auto signature = sign(request, place);
    std::string bytes(text_of(std::span(signature).first(signature_bytes)));
    return base64url(bytes_of(bytes.append(place)));
}

std::optional<std::string> Cursors::read(const Request& request) const {
    const auto text = request.query(cursor_name);
    if (!text) return std::nullopt;
    const auto bytes = parse_base64url(*text);
    if (!bytes || bytes->size() < signature_bytes) refuse_cursor();
    const auto signed_with = std::span(*bytes).first(signature_bytes);
    const auto place = text_of(std::span(*bytes).subspan(signature_bytes));
    const auto signature = sign(request, place);
    if (!crypto::constant_time_equal(signed_with, std::span(signature).first(signature_bytes)))
        refuse_cursor();
    return std::string(place);
}

void refuse_cursor() {
    throw Failure(Code::malformed, "the cursor is none that this list gave for this question");
}

}  // namespace tillwatch::http
