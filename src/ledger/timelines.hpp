// What a customer's orders give beyond their money: which is the first, how far each lies behind
// the one before, and in which months the customer bought. Sums of rows like any rollup, kept by
// subtracting what a timeline gave and adding what it gives now. Pure.
//
// Distinct customers of a range of days [a, b] are its orders that have a customer, less those
// whose order before lies in the range too: repeats(a, b) counts orders with a ≤ day before and
// day ≤ b. So that a range of years costs no more than its edges, repeats are kept at four grains:
// (day, day before) by days and by blocks of repeat_block_days, in every combination.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/day.hpp"
#include "ledger/rollup.hpp"

namespace tillwatch::ledger {

inline constexpr std::int32_t repeat_block_days = 32;

/// A counted order in its customer's line.
struct Place {
    Instant happened_at;
    OrderId order_id;
    Day day;
    auto operator<=>(const Place&) const = default;
};

/// Which grain: a block's number is floor(day / repeat_block_days).
enum class Grain { days = 0, day_blocks = 1, before_blocks = 2, both_blocks = 3 };

struct RepeatKey {
    Grain grain = Grain::days;
    std::int32_t before = 0;  // the day of the customer's order before, or its block
    std::int32_t day = 0;     // the day of the order, or its block
    auto operator<=>(const RepeatKey&) const = default;
};
using RepeatDeltas = std::map<RepeatKey, std::int64_t>;

/// A rectangle of one grain, all its ends included: days or blocks as the grain has them.
struct RepeatSpan {
    Grain grain = Grain::days;
    std::int32_t before_from = 0;
    std::int32_t before_to = 0;
    std::int32_t day_from = 0;
    std::int32_t day_to = 0;
    bool operator==(const RepeatSpan&) const = default;
};

/// The spans whose sums together are repeats(from, to), at most six; none where from is after to.
/// No order lies before the one that its customer placed before it, so nothing else is to be read.
std::vector<RepeatSpan> spans_of(Day from, Day to);

/// Months count from 1970-01 in the store's time zone.
std::int32_t month_of(Day day);

struct CohortKey {
    std::int32_t first_month = 0;  // of the customer's first order
    std::int32_t month = 0;        // in which the customer has an order
    auto operator<=>(const CohortKey&) const = default;
};
using CohortDeltas = std::map<CohortKey, std::int64_t>;

/// What one order or row adds to its customer on its day; every part is signed.
struct CustomerMeasures {
    std::int64_t orders = 0;
    std::int64_t net_sales = 0;
    std::int64_t total_sales = 0;
    CustomerMeasures& operator+=(const CustomerMeasures& other);
    bool operator==(const CustomerMeasures&) const = default;
};

struct CustomerDayKey {
    CustomerId customer_id;
    Day day;
    auto operator<=>(const CustomerDayKey&) const = default;
};
using CustomerDayDeltas = std::map<CustomerDayKey, CustomerMeasures>;

/// Adds or takes back an order's rows, each on its own day; nothing where it has no customer.
void add_customer_days(CustomerDayDeltas& deltas, const OrderEntry& order, int sign);

/// Adds or takes back a whole timeline: the places of one customer's counted orders, sorted.
void add_timeline(RepeatDeltas& repeats, CohortDeltas& cohorts, const std::vector<Place>& places,
                  int sign);

}  // namespace tillwatch::ledger
