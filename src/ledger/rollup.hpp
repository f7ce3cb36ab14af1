// Rollups: sums of sales by store, dimension, value and day. A measure is a sum, so rollups are
// kept by adding and subtracting what single orders give; no figure is computed two ways.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "ledger/sales.hpp"

namespace tillwatch::ledger {

/// Dimensions as stored. A new breakdown is one more of them. Every row of an order counts under
/// what the order has (channel, country, each of its codes and gateways, new or returning) and
/// under the hour it happened at; only rows of line items under product, variant and vendor. What
/// is not known has the value "". The product type is not among them: it is the product's, and a
/// question joins it to the sums by product.
enum class Dimension {
    all = 1,
    hour = 2,  // "00" to "23"
    channel = 3,
    country = 4,
    product = 5,
    variant = 6,
    vendor = 7,
    discount_code = 8,
    gateway = 9,
    new_or_returning = 10,  // "new", "returning", "guest"
};

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
    std::int64_t order_value = 0;      // gross sales + discounts of action order alone
    std::int64_t customer_orders = 0;  // of the orders, those that have a customer
    std::int64_t first_orders = 0;     // of those, which are their customer's first

    std::int64_t net_sales() const { return gross_sales + discounts + returns; }
    std::int64_t total_sales() const { return net_sales() + shipping + taxes + duties + fees; }

    Measures& operator+=(const Measures& other);
    Measures operator-() const;
    bool operator==(const Measures&) const = default;
    bool is_zero() const { return *this == Measures{}; }
};

struct RollupKey {
    Dimension dimension = Dimension::all;
    std::string value;
    Day day;
    bool operator==(const RollupKey&) const = default;
    /// As the table is sorted: what a range of days has of one dimension lies together.
    auto operator<=>(const RollupKey& other) const {
        return std::tie(dimension, day, value) <=>
               std::tie(other.dimension, other.day, other.value);
    }
};

/// Deltas of many orders of one store, added up by key.
using RollupDeltas = std::map<RollupKey, Measures>;

/// What one sale adds to the measures of its day.
Measures measures_of(const Sale& sale);

/// Whether an order with these rows counts as an order: it has a row that is no gift card.
bool counts_as_order(const std::vector<Sale>& sales);

/// The value of an order with these rows, as the average order value counts it.
Money order_value_of(const std::vector<Sale>& sales);

/// Where an order stands among its customer's counted orders, by (happened_at, order id).
enum class Standing { guest, first, repeat };

/// All that an order gives to the sums.
struct OrderEntry {
    OrderId order_id;
    std::optional<CustomerId> customer_id;
    Day day;  // of the order itself, on which it is counted once
    Standing standing = Standing::guest;
    std::optional<std::string> channel;
    std::optional<std::string> country_code;
    std::vector<std::string> discount_codes;
    std::vector<std::string> gateways;
    std::vector<Sale> sales;
};

/// Adds (sign 1) or takes back (sign -1) all that an order gives. An order counts under every value
/// it has, and once under each.
void add_order(RollupDeltas& deltas, const OrderEntry& order, int sign);

}  // namespace tillwatch::ledger
