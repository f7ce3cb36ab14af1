// Random numbers, choices and ranges of days that are the same in every run.
#pragma once

#include <initializer_list>
#include <random>

#include "insights/range.hpp"

namespace tillwatch::test {

inline constexpr Day first_day{20'077};  // 2024-12-20
inline constexpr int days_of_store = 400;

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int below(int end) { return static_cast<int>(engine_() % static_cast<unsigned>(end)); }
    template <class T>
    T one_of(std::initializer_list<T> values) {
        return values.begin()[below(static_cast<int>(values.size()))];
    }
    insights::Range range() {
        const auto from = below(days_of_store);
        return {first_day + from, first_day + from + below(days_of_store - from)};
    }

  private:
    std::mt19937 engine_;
};

}  // namespace tillwatch::test
