// What the files of Shop share.
#pragma once

#include "sim/shop.hpp"

namespace tillwatch::sim {

/// Bodies tell times in whole seconds.
inline Instant whole_second(Instant instant) {
    return {instant.ms - instant.ms % 1000};
}

/// What a stream of chance is for.
enum class Stream : std::uint64_t { shop, catalog, day, visitor, returning, fate, life, event };

inline std::uint64_t mix_for(Stream stream, std::uint64_t one, std::uint64_t other = 0) {
    return mix({static_cast<std::uint64_t>(stream), one, other});
}

/// A UUID of version 4 by its looks.
std::string uuid_of(std::uint64_t one, std::uint64_t other);

template <class Write>
void Shop::announce(std::string_view topic, Instant at, std::int64_t subject, std::uint64_t event,
                    Write write) {
    if (!audience_.on_webhook) return;
    std::uint64_t own =
        mix({seed_, event, static_cast<std::uint64_t>(subject), static_cast<std::uint64_t>(at.ms)});
    for (const char c : topic) own = mix({own, static_cast<std::uint64_t>(c)});
    audience_.on_webhook({index_, topic, audience_.wants_bodies ? write() : "", at,
                          uuid_of(own, mix({own, seed_})),
                          uuid_of(mix({seed_, event}), mix({event, seed_}))});
}

}  // namespace tillwatch::sim
