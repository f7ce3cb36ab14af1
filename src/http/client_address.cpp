#include "http/client_address.hpp"

#include <algorithm>

#include "http/characters.hpp"

namespace tillwatch::http {

IpAddress client_address(const IpAddress& peer, const Head& head,
                         std::span<const Network> trusted) {
    const auto is_trusted = [trusted](const IpAddress& address) {
        return std::ranges::any_of(trusted, [&](const auto& net) { return net.contains(address); });
    };
    IpAddress client = peer;
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
            const auto address = IpAddress::parse(entry);
            if (!address) return client;
            client = *address;
            if (!is_trusted(client)) return client;
        }
    }
    return client;
}

}  // namespace tillwatch::http
