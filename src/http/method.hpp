// The request methods that Tillwatch knows; every other one is refused by the gate.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tillwatch::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };

inline constexpr std::array<std::string_view, 7> method_names = {"GET",   "HEAD",   "POST",   "PUT",
                                                                 "PATCH", "DELETE", "OPTIONS"};
inline constexpr std::size_t method_count = method_names.size();

constexpr std::string_view text(Method method) {
    return method_names[static_cast<std::size_t>(method)];
}

constexpr std::optional<Method> find_method(std::string_view name) {
    for (std::size_t i = 0; i < method_count; ++i) {
        if (method_names[i] == name) return static_cast<Method>(i);
    }
    return std::nullopt;
}

}  // namespace tillwatch::http
