// Addresses of peers and networks of them. An IPv4 address is kept as its IPv6 mapping, so both
// kinds compare alike. Values; safe in all threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/gate.hpp"

namespace tillwatch::http {

struct Address {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const Address&) const = default;

    /// "192.0.2.1", "2001:db8::1"; also in brackets.
    static std::optional<Address> parse(std::string_view text);
    static Address from_ipv4(std::array<std::uint8_t, 4> bytes);

    bool is_ipv4() const;
    bool is_loopback() const;
    /// What one party usually holds: the address itself in IPv4, its /64 network in IPv6.
    Address holder() const;
    std::string text() const;
};

struct Network {
    Address address;
    unsigned bits = 128;  // of the prefix, counted in IPv6

    /// "10.0.0.0/8", "2001:db8::/32", or one address; Code::invalid on anything else.
    static Result<Network> parse(std::string_view text);
    bool contains(const Address& other) const;
};

/// Who sent a request: the peer, unless it is one of `trusted`; then the last address of
/// X-Forwarded-For that is not.
Address client_address(const Address& peer, const Head& head, std::span<const Network> trusted);

}  // namespace tillwatch::http

template <>
struct std::hash<tillwatch::http::Address> {
    std::size_t operator()(const tillwatch::http::Address& address) const noexcept {
        const std::string_view bytes(reinterpret_cast<const char*>(address.bytes.data()), 16);
        return std::hash<std::string_view>{}(bytes);
    }
};
