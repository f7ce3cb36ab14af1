// What stands for names, e-mail addresses, phone numbers and addresses where the member who asks
// may not see personal data.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tillwatch::stores {

inline constexpr std::string_view masked = "***";

/// What is empty stays so.
inline void mask(std::string& text) {
    if (!text.empty()) text = masked;
}
inline void mask(std::optional<std::string>& text) {
    if (text) mask(*text);
}

}  // namespace tillwatch::stores
