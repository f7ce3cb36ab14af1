// The credentials of an Authorization header of the scheme Bearer (RFC 6750).
#pragma once

#include <optional>
#include <string_view>

#include "http/request.hpp"

namespace tillwatch::http {

/// Of a header's value; none where it is of another scheme.
std::optional<std::string_view> bearer(std::optional<std::string_view> header);
std::optional<std::string_view> bearer(const Request& request);

}  // namespace tillwatch::http
