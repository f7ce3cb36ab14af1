// The two parts of a head with a grammar of their own: the request target and the Host field.
// Only origin-form is served ("*" with OPTIONS), and only paths that mean one thing however often
// they are decoded: no "." or ".." segments, no "//", nothing encoded that could change the shape
// of the path. Pure; safe in all threads.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/gate.hpp"

namespace tillwatch::http {

struct Target {
    std::string_view path;
    std::string_view query;
};

std::expected<Target, Refusal> parse_target(std::string_view target, Method method);

/// The host without its port; none if the field's value is not `host` or `host:port`.
std::optional<std::string_view> parse_host(std::string_view value);

/// The percent-decoded text; `plus_is_blank` in queries. The gate has checked the encoding.
std::string percent_decode(std::string_view text, bool plus_is_blank);

/// The hosts that requests may name; localhost, 127.0.0.1 and [::1] always are.
class AllowedHosts {
  public:
    explicit AllowedHosts(std::vector<std::string> hosts);
    bool contains(std::string_view host) const;

  private:
    std::vector<std::string> hosts_;
};

}  // namespace tillwatch::http
