// IP addresses and networks (CIDR). An IPv4 address is kept as its mapped IPv6 one
// (::ffff:a.b.c.d), so that a peer matches however the socket names it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillwatch {

struct IpAddress {
    std::array<std::byte, 16> bytes{};
    bool operator==(const IpAddress&) const = default;

    /// "192.0.2.1", "2001:db8::1"; no brackets, no zone.
    static std::optional<IpAddress> parse(std::string_view text);
    bool is_v4() const;
};

struct Network {
    IpAddress address;
    unsigned prefix_bits = 128;

    /// "10.0.0.0/8", "fd00::/8" or one address; bits beyond the prefix must be zero.
    static Result<Network> parse(std::string_view text);
    bool contains(const IpAddress& candidate) const;
};

}  // namespace tillwatch
