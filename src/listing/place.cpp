#include "listing/place.hpp"

#include <fmt/format.h>

#include "base/storable_text.hpp"
#include "base/whole_number.hpp"

namespace tillwatch::listing {

std::string text_of(const Place& place) {
    return fmt::format("{} {} {}", place.number, place.id, place.text);
}

std::optional<Place> parse_place(std::string_view text) {
    const auto first = text.find(' ');
    const auto second = text.find(' ', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
    const auto number = parse_whole_number(text.substr(0, first));
    const auto id = parse_whole_number(text.substr(first + 1, second - first - 1));
    const auto rest = text.substr(second + 1);
    if (!number || !id || !is_storable_text(rest)) return std::nullopt;
    return Place{*number, std::string(rest), *id};
}

}  // namespace tillwatch::listing
