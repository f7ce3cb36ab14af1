// Addresses of peers and networks of them. An IPv4 address is kept as its IPv6 mapping, so both
// kinds compare alike. Values; safe in all threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace tillwatch {

struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const IpAddress&) const = default;

    /// "192.0.2.1", "2001:db8::1"; also in brackets.
    static std::optional<IpAddress> parse(std::string_view text);
    static IpAddress from_ipv4(std::array<std::uint8_t, 4> bytes);

    bool is_ipv4() const;
    bool is_loopback() const;
    /// What one party usually holds: the address itself in IPv4, its /64 network in IPv6.
    IpAddress holder() const;
    std::string text() const;
};

struct Network {
    IpAddress address;
    unsigned bits = 128;  // of the prefix, counted in IPv6

    /// "10.0.0.0/8", "2001:db8::/32", or one address; Code::invalid on anything else and where
    /// address bits stand beyond the prefix.
    static Result<Network> parse(std::string_view text);
    bool contains(const IpAddress& other) const;
    /// The address with all bits beyond the prefix zero.
    IpAddress first() const;
};

}  // namespace tillwatch

template <>
struct std::hash<tillwatch::IpAddress> {
    std::size_t operator()(const tillwatch::IpAddress& address) const noexcept {
        const std::string_view bytes(reinterpret_cast<const char*>(address.bytes.data()), 16);
        return std::hash<std::string_view>{}(bytes);
    }
};
