// Whole-number arithmetic of amounts: rounding, taxes, and what units bear of an amount.
#pragma once

#include <cstdint>

namespace tillwatch::sim {

inline constexpr std::int64_t million = 1'000'000;

/// amount × numerator ÷ denominator, none of them negative, rounded half up.
inline std::int64_t rounded_share(std::int64_t amount, std::int64_t numerator,
                                  std::int64_t denominator) {
    __extension__ using Wide = __int128;
    return static_cast<std::int64_t>((Wide{amount} * numerator * 2 + denominator) /
                                     (Wide{denominator} * 2));
}

/// The tax on an amount, or within it where it is included.
inline std::int64_t tax_of(std::int64_t amount, std::int64_t rate_ppm, bool included) {
    return rounded_share(amount, rate_ppm, included ? million + rate_ppm : million);
}

/// What the first `count` of `whole` units bear: the indivisible rest goes one by one to the first.
inline std::int64_t borne_by_first(std::int64_t amount, std::int64_t whole, std::int64_t count) {
    if (whole == 0) return 0;
    const auto rest = amount % whole;
    return amount / whole * count + (count < rest ? count : rest);
}

/// What the units begin … end bear of an amount over `whole` units.
inline std::int64_t borne_by(std::int64_t amount, std::int64_t whole, std::int64_t begin,
                             std::int64_t end) {
    return borne_by_first(amount, whole, end) - borne_by_first(amount, whole, begin);
}

}  // namespace tillwatch::sim
