// Rollups: sums of sales by store, dimension, value and day. A measure is a sum, so rollups are
// kept by adding and subtracting what single orders give; no figure is computed two ways.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ledger/sales.hpp"

namespace tillwatch::ledger {

/// Dimensions as stored. A new breakdown is one more of them.
enum class Dimension { all = 1 };

/// Every measure is signed; money is in minor units of the store's currency.
struct Measures {
    std::int64_t orders = 0;
    std::int64_t inexact_orders = 0;
    std::int64_t units = 0;
    std::int64_t gross_sales = 0;
    std::int64_t discounts = 0;  // ≤ 0
    std::int64_t returns = 0;    // ≤ 0 as a rule
    std::int64_t shipping = 0;
    std::int64_t duties = 0;
    std::int64_t fees = 0;
    std::int64_t taxes = 0;
    std::int64_t tips = 0;
    std::int64_t gift_cards = 0;
    std::int64_t order_value = 0;  // gross sales + discounts of action order alone

    Measures& operator+=(const Measures& other);
    Measures operator-() const;
    bool operator==(const Measures&) const = default;
    bool is_zero() const { return *this == Measures{}; }
};

struct RollupKey {
    Dimension dimension = Dimension::all;
    std::string value;
    Day day;
    auto operator<=>(const RollupKey&) const = default;
};

/// Deltas of many orders of one store, added up by key.
using RollupDeltas = std::map<RollupKey, Measures>;

/// What one sale adds to the measures of its day.
Measures measures_of(const Sale& sale);

/// Whether an order with these rows counts as an order: it has a row that is no gift card.
bool counts_as_order(const std::vector<Sale>& sales);

/// Adds (sign 1) or takes back (sign -1) all that an order gives. `order_day` is the day of the
/// order itself, on which it is counted once.
void add_order(RollupDeltas& deltas, const std::vector<Sale>& sales, Day order_day, int sign);

}  // namespace tillwatch::ledger
