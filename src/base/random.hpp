// Randomness as a part that can be replaced, so that a seeded run repeats itself.
// SystemRandom is the operating system's generator, fit for keys and tokens (crypto/random.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tillwatch {

class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> bytes) = 0;

    /// Uniform in [1, 2^63 - 1]: the value of an id of our own.
    std::int64_t id();
};

}  // namespace tillwatch
