#include "base/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace tillwatch {

void ensure_failed(const char* condition, const char* file, int line) noexcept {
    std::fprintf(stderr, "%s:%d: broken invariant: %s\n", file, line, condition);
    std::abort();
}

}  // namespace tillwatch
