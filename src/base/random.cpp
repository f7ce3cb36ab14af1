#include "base/random.hpp"

#include <limits>

namespace tillwatch {

std::int64_t Random::id() {
    for (;;) {
        std::uint64_t bits = 0;
        fill(std::as_writable_bytes(std::span(&bits, 1)));
        const auto value = static_cast<std::int64_t>(
            bits & std::uint64_t{std::numeric_limits<std::int64_t>::max()});
        if (value != 0) return value;
    }
}

}  // namespace tillwatch
