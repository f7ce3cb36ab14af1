#include "sim/dice.hpp"

#include <numeric>

#include "base/ensure.hpp"

namespace tillwatch::sim {
namespace {

constexpr std::uint64_t golden_gamma = 0x9e37'79b9'7f4a'7c15;

std::uint64_t finalised(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xbf58'476d'1ce4'e5b9;
    z = (z ^ (z >> 27U)) * 0x94d0'49bb'1331'11eb;
    return z ^ (z >> 31U);
}

}  // namespace

std::uint64_t mix(std::initializer_list<std::uint64_t> parts) {
    std::uint64_t mixed = golden_gamma;
    for (const auto part : parts) mixed = finalised(mixed ^ finalised(part + golden_gamma));
    return mixed;
}

std::uint64_t Dice::next() {
    state_ += golden_gamma;
    return finalised(state_);
}

std::int64_t Dice::below(std::int64_t bound) {
    ENSURE(bound > 0 && bound < (std::int64_t{1} << 32));
    return static_cast<std::int64_t>((next() >> 32U) * static_cast<std::uint64_t>(bound) >> 32U);
}

std::int64_t Dice::between(std::int64_t least, std::int64_t most) {
    return least + below(most - least + 1);
}

std::size_t Dice::weighted(std::span<const int> weights) {
    auto left = below(std::accumulate(weights.begin(), weights.end(), 0));
    std::size_t index = 0;
    while (left >= weights[index]) left -= weights[index++];
    return index;
}

}  // namespace tillwatch::sim
