// A bug stops the process: ENSURE stays on in release builds and aborts with its place.
// It is for conditions that only our own code can break, never for input.
#pragma once

namespace tillwatch {

[[noreturn]] void ensure_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace tillwatch

#define ENSURE(condition) \
    ((condition) ? void(0) : ::tillwatch::ensure_failed(#condition, __FILE__, __LINE__))
