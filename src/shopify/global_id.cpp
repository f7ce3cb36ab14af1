#include "shopify/global_id.hpp"

#include <charconv>

namespace tillwatch::shopify {

std::optional<GlobalId> GlobalId::parse(std::string_view text) {
    constexpr std::string_view prefix = "gid://shopify/";
    if (!text.starts_with(prefix)) return std::nullopt;
    text.remove_prefix(prefix.size());
    const auto slash = text.find('/');
    if (slash == 0 || slash == std::string_view::npos) return std::nullopt;
    GlobalId id{.kind = text.substr(0, slash)};
    const auto digits = text.substr(slash + 1, text.find('?') - slash - 1);
    const auto* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, id.number);
    if (error != std::errc{} || stop != end || id.number <= 0) return std::nullopt;
    return id;
}

}  // namespace tillwatch::shopify
