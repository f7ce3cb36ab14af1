// Waiting for what other threads, processes or servers bring about: for a condition, with a
// deadline that fails the test.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

#include <gtest/gtest.h>

namespace tillwatch::test {

inline constexpr auto patience = std::chrono::seconds(20);

inline void wait_until(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "waited in vain";
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

}  // namespace tillwatch::test
