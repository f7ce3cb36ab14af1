// How a customer is called.
#pragma once

#include <string>

namespace tillwatch::commerce {

/// First name and last name, as far as there are any.
inline std::string full_name(const std::string& first, const std::string& last) {
    return first + (first.empty() || last.empty() ? "" : " ") + last;
}

}  // namespace tillwatch::commerce
