#include "crypto/random.hpp"

#include <sodium.h>

#include "crypto/sodium.hpp"

namespace tillwatch::crypto {

SystemRandom::SystemRandom() {
    ready_sodium();
}

void SystemRandom::fill(std::span<std::byte> bytes) {
    randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace tillwatch::crypto
