// What a simulated store sells: its products, the gift card first.
#pragma once

#include <deque>

#include "sim/dice.hpp"
#include "sim/records.hpp"

namespace tillwatch::sim {

inline constexpr std::size_t products_at_first = 60;
inline constexpr std::size_t gift_card_index = 0;

/// The product of that number: always the same of one store and seed.
Product make_product(std::uint64_t seed, const Profile& profile, std::size_t number,
                     Instant created_at);

/// An amount as the store's prices are spelled: 12.95, 1480.
std::int64_t price_near(const Profile& profile, std::int64_t dollars);

}  // namespace tillwatch::sim
