#include "base/network.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

namespace tillwatch {
namespace {

constexpr std::array<std::uint8_t, 12> ipv4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::unexpected<Error> no_network(std::string_view text) {
    return fail(Code::invalid,
                "\"" + std::string(text) + "\" is no network such as 10.0.0.0/8 or fd00::/8");
}

}  // namespace

IpAddress IpAddress::from_ipv4(std::array<std::uint8_t, 4> bytes) {
    IpAddress address;
    std::ranges::copy(ipv4_prefix, address.bytes.begin());
    std::ranges::copy(bytes, address.bytes.begin() + ipv4_prefix.size());
    return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    if (text.contains('\0')) return std::nullopt;
    const std::string terminated(text);
    std::array<std::uint8_t, 4> ipv4{};
    if (inet_pton(AF_INET, terminated.c_str(), ipv4.data()) == 1) return from_ipv4(ipv4);
    IpAddress address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

bool IpAddress::is_ipv4() const {
    return std::memcmp(bytes.data(), ipv4_prefix.data(), ipv4_prefix.size()) == 0;
}

bool IpAddress::is_loopback() const {
    if (is_ipv4()) return bytes[12] == 127;
    return std::all_of(bytes.begin(), bytes.end() - 1, [](auto b) { return b == 0; }) &&
           bytes[15] == 1;
}

IpAddress IpAddress::holder() const {
    if (is_ipv4()) return *this;
    IpAddress network = *this;
    std::fill(network.bytes.begin() + 8, network.bytes.end(), std::uint8_t{0});
    return network;
}

std::string IpAddress::text() const {
    char buffer[INET6_ADDRSTRLEN] = {};
    if (is_ipv4()) {
        inet_ntop(AF_INET, bytes.data() + ipv4_prefix.size(), buffer, sizeof buffer);
    } else {
        inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
    }
    return buffer;
}

Result<Network> Network::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address || text.starts_with('[')) return no_network(text);
    const unsigned width = address->is_ipv4() ? 32 : 128;
    unsigned prefix = width;
    if (slash != std::string_view::npos) {
        const auto digits = text.substr(slash + 1);
        const auto read = std::from_chars(digits.begin(), digits.end(), prefix);
        if (read.ec != std::errc() || read.ptr != digits.end() || prefix > width)
            return no_network(text);
    }
    const Network network{*address, prefix + 128 - width};
    if (network.first() != *address)
        return fail(Code::invalid, "\"" + std::string(text) +
                                       "\" has address bits beyond its prefix; is another network "
                                       "meant?");
    return network;
}

IpAddress Network::first() const {
    auto address_bytes = address.bytes;
    for (unsigned bit = bits; bit < 128; ++bit)
        address_bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
    return {address_bytes};
}

bool Network::contains(const IpAddress& other) const {
    const auto whole = bits / 8;
    if (std::memcmp(address.bytes.data(), other.bytes.data(), whole) != 0) return false;
    const auto rest = bits % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
    return (address.bytes[whole] & mask) == (other.bytes[whole] & mask);
}

}  // namespace tillwatch
