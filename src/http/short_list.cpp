#include "http/short_list.hpp"

#include <fmt/format.h>

namespace tillwatch::http {
namespace {

constexpr char separator = ' ';  // in no id

}  // namespace

std::string sort_text(Instant instant) {
    return fmt::format("{:020}", instant.ms);
}

std::string text_of(const ShortListPlace& place) {
    return place.id + separator + place.key;
}

std::optional<ShortListPlace> read_short_list_place(const Cursors& cursors,
                                                    const Request& request) {
    const auto text = cursors.read(request);
    if (!text) return std::nullopt;
    const auto end = text->find(separator);
    if (end == std::string::npos) refuse_cursor();
    return ShortListPlace{text->substr(end + 1), text->substr(0, end)};
}

}  // namespace tillwatch::http
