// The simulator's chance: the same seed gives the same draws on every machine. SplitMix64 (Steele,
// Lea and Flood, 2014) with whole numbers alone: no distribution of the standard library, which
// differ between libraries, and no floating point. Not for secrets. A Dice belongs to one thread.
// What happens to one thing is drawn from a stream of its own (`mix` of what names the thing), so
// that a draw more or less in one place changes nothing elsewhere.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>

namespace tillwatch::sim {

/// One number of several, in which each bit depends on all of theirs.
std::uint64_t mix(std::initializer_list<std::uint64_t> parts);

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next();
    /// Uniform in [0, bound), 0 < bound < 2^32.
    std::int64_t below(std::int64_t bound);
    /// Uniform in [least, most].
    std::int64_t between(std::int64_t least, std::int64_t most);
    /// True so many times in a thousand.
    bool chance(std::int64_t per_mille) { return below(1000) < per_mille; }
    /// An index, as often as its weight says.
    std::size_t weighted(std::span<const int> weights);

    template <class List>
    const auto& pick(const List& list) {
        return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(std::size(list))))];
    }

  private:
    std::uint64_t state_;
};

}  // namespace tillwatch::sim
