// The operating system's randomness (getrandom), fit for keys and tokens. Safe in all threads.
#pragma once

#include "base/random.hpp"

namespace tillwatch::crypto {

class SystemRandom final : public Random {
  public:
    SystemRandom();
    void fill(std::span<std::byte> bytes) override;
};

}  // namespace tillwatch::crypto
