// What the parts of an order come to, before anything is known of when: the amounts of its lines
// and shipping lines, and how an amount is split by units so that the parts always add up. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "commerce/snapshots.hpp"

namespace tillwatch::ledger {

struct Amounts {
    Money total;     // after discounts, with tax
    Money tax;       // within `total`
    Money discount;  // without tax

    Amounts& operator+=(const Amounts& other);
    Amounts operator-(const Amounts& other) const;
    bool operator==(const Amounts&) const = default;
};

/// What the first `units` of `whole` units of an amount come to: the indivisible rest goes one by
/// one to the first, as Shopify does. Differences of it split an amount without loss. An amount of
/// no units is given whole.
Money first_units(Money amount, std::int64_t units, std::int64_t whole);

/// Units of a line, those after its first `before`: their price is theirs, what is split is the
/// discount and the tax. `whole` is what the line comes to; a line of no units is given whole.
Amounts units_of(const commerce::LineItem& line, const Amounts& whole, std::int64_t before,
                 std::int64_t units, bool taxes_included);

/// For each line and each shipping line of an order, in its order.
struct OrderAmounts {
    std::vector<Amounts> lines;  // of all units of a line
    std::vector<Amounts> shipping_lines;
};
OrderAmounts amounts_of(const commerce::Order& order);

/// What an amount comes to with its tax; as stated it has it where the order's prices have.
Money with_tax(Money stated, Money tax, bool taxes_included);

}  // namespace tillwatch::ledger
