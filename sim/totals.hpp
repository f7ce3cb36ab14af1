// What an order comes to in all, as its body tells it: of what was ordered, and of what is left.
#pragma once

#include "sim/records.hpp"

namespace tillwatch::sim {

struct Totals {
    std::int64_t list = 0;      // price × quantity of all lines
    std::int64_t subtotal = 0;  // after discounts
    std::int64_t discounts = 0, tax = 0, duties = 0, price = 0, grams = 0;
    std::int64_t current_subtotal = 0, current_tax = 0, current_price = 0;
};

Totals totals_of(const Order& order, bool taxes_included);

}  // namespace tillwatch::sim
