#include "base/network.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

namespace tillwatch {
namespace {

constexpr std::array<std::byte, 12> v4_mapped{
    std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0},    std::byte{0},
    std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0xFF}, std::byte{0xFF}};

std::unexpected<Error> no_network(std::string_view text) {
    return fail(Code::invalid,
                "\"" + std::string(text) + "\" is no network such as 10.0.0.0/8 or fd00::/8");
}

bool bit_at(const IpAddress& address, unsigned bit) {
    return (address.bytes[bit / 8] & std::byte{0x80} >> (bit % 8)) != std::byte{0};
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    const std::string terminated(text);
    if (terminated.find('\0') != std::string::npos) return std::nullopt;
    IpAddress address;
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    std::ranges::copy(v4_mapped, address.bytes.begin());
    if (::inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + v4_mapped.size()) == 1) {
        return address;
    }
    return std::nullopt;
}

bool IpAddress::is_v4() const {
    return std::equal(v4_mapped.begin(), v4_mapped.end(), bytes.begin());
}

Result<Network> Network::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address) return no_network(text);
    const unsigned width = address->is_v4() ? 32 : 128;
    unsigned prefix = width;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const auto read = std::from_chars(digits.begin(), digits.end(), prefix);
        if (read.ec != std::errc() || read.ptr != digits.end() || prefix > width)
            return no_network(text);
    }
    const Network network{*address, prefix + 128 - width};
    for (unsigned bit = network.prefix_bits; bit < 128; ++bit) {
        if (bit_at(*address, bit)) {
            return fail(Code::invalid, "\"" + std::string(text) +
                                           "\" has address bits beyond its prefix; is another "
                                           "network meant?");
        }
    }
    return network;
}

bool Network::contains(const IpAddress& candidate) const {
    for (unsigned bit = 0; bit < prefix_bits; ++bit) {
        if (bit_at(address, bit) != bit_at(candidate, bit)) return false;
    }
    return true;
}

}  // namespace tillwatch
