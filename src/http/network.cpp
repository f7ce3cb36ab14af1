#include "http/network.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>

#include "http/characters.hpp"

namespace tillwatch::http {
namespace {

constexpr std::array<std::uint8_t, 12> ipv4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned ipv4_prefix_bits = 96;

}  // namespace

Address Address::from_ipv4(std::array<std::uint8_t, 4> bytes) {
    Address address;
    std::ranges::copy(ipv4_prefix, address.bytes.begin());
    std::ranges::copy(bytes, address.bytes.begin() + ipv4_prefix.size());
    return address;
}

std::optional<Address> Address::parse(std::string_view text) {
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    const std::string terminated(text);
    std::array<std::uint8_t, 4> ipv4{};
    if (inet_pton(AF_INET, terminated.c_str(), ipv4.data()) == 1) return from_ipv4(ipv4);
    Address address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
    return std::nullopt;
}

bool Address::is_ipv4() const {
    return std::memcmp(bytes.data(), ipv4_prefix.data(), ipv4_prefix.size()) == 0;
}

bool Address::is_loopback() const {
    if (is_ipv4()) return bytes[12] == 127;
    return std::all_of(bytes.begin(), bytes.end() - 1, [](auto b) { return b == 0; }) &&
           bytes[15] == 1;
}

Address Address::holder() const {
    if (is_ipv4()) return *this;
    Address network = *this;
    std::fill(network.bytes.begin() + 8, network.bytes.end(), std::uint8_t{0});
    return network;
}

std::string Address::text() const {
    char buffer[INET6_ADDRSTRLEN] = {};
    if (is_ipv4()) {
        inet_ntop(AF_INET, bytes.data() + ipv4_prefix.size(), buffer, sizeof buffer);
    } else {
        inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
    }
    return buffer;
}

Result<Network> Network::parse(std::string_view text) {
    const auto refused = [text] {
        return fail(Code::invalid, "not a network: " + std::string(text));
    };
    const auto slash = text.find('/');
    const auto address = Address::parse(text.substr(0, slash));
    if (!address) return refused();
    Network network{*address, 128};
    if (slash == std::string_view::npos) return network;
    const auto digits = text.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
        return refused();
    }
    if (address->is_ipv4()) bits += ipv4_prefix_bits;
    if (bits > 128) return refused();
    network.bits = bits;
    return network;
}

bool Network::contains(const Address& other) const {
    const auto whole = bits / 8;
    if (std::memcmp(address.bytes.data(), other.bytes.data(), whole) != 0) return false;
    const auto rest = bits % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
    return (address.bytes[whole] & mask) == (other.bytes[whole] & mask);
}

Address client_address(const Address& peer, const Head& head, std::span<const Network> trusted) {
    const auto is_trusted = [trusted](const Address& address) {
        return std::ranges::any_of(trusted, [&](const auto& net) { return net.contains(address); });
    };
    Address client = peer;
    if (!is_trusted(peer)) return client;
    for (std::size_t i = head.field_count; i-- > 0;) {
        if (!equals_ignoring_case(head.fields[i].name, "x-forwarded-for")) continue;
        auto list = head.fields[i].value;
        while (!list.empty()) {
            const auto comma = list.rfind(',');
            auto entry = comma == std::string_view::npos ? list : list.substr(comma + 1);
            list = list.substr(0, comma == std::string_view::npos ? 0 : comma);
            while (entry.starts_with(' ')) entry.remove_prefix(1);
            while (entry.ends_with(' ')) entry.remove_suffix(1);
            const auto address = Address::parse(entry);
            if (!address) return client;
            client = *address;
            if (!is_trusted(client)) return client;
        }
    }
    return client;
}

}  // namespace tillwatch::http
