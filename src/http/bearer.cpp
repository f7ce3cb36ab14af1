#include "http/bearer.hpp"

#include "http/characters.hpp"

namespace tillwatch::http {

std::optional<std::string_view> bearer(std::optional<std::string_view> header) {
    constexpr std::string_view scheme = "bearer ";
    if (!header || header->size() <= scheme.size()) return std::nullopt;
    if (!equals_ignoring_case(header->substr(0, scheme.size()), scheme)) return std::nullopt;
    return header->substr(scheme.size());
}

std::optional<std::string_view> bearer(const Request& request) {
    return bearer(request.header("authorization"));
}

}  // namespace tillwatch::http
