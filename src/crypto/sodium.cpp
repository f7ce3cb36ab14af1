#include "crypto/sodium.hpp"

#include <sodium.h>

#include "base/ensure.hpp"

namespace tillwatch::crypto {

void ready_sodium() {
    static const int outcome = sodium_init();
    ENSURE(outcome >= 0);
}

}  // namespace tillwatch::crypto
