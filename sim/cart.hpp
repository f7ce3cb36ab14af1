// What a visitor puts together: lines, discounts, taxes, shipping, and what else is on the bill.
#pragma once

#include <deque>

#include "sim/dice.hpp"
#include "sim/records.hpp"

namespace tillwatch::sim {

/// An order without ids, times and people's names; its lines' ids count from 1.
Order fill_cart(Dice& dice, const Profile& profile, const std::deque<Product>& products,
                const Place& place, std::string_view channel);

/// A line of some product that is no gift card, with its tax.
Line make_line(Dice& dice, const Profile& profile, const std::deque<Product>& products,
               std::int64_t tax_rate_ppm);

}  // namespace tillwatch::sim
