// Adding up amounts of one object, which come from outside: each is within Money::max_minor, their
// sum may not be, and an object whose amounts together pass it is refused.
#pragma once

#include <string_view>
#include <vector>

#include "commerce/snapshots.hpp"
#include "shopify/fields.hpp"

namespace tillwatch::shopify {

/// Adds up magnitudes as far as Money::max_minor: each amount read is within it, so no sum
/// overflows, however many there are.
class BoundedSum {
  public:
    void add(Money money) {
        if (!exceeded()) sum_ += money.minor < 0 ? -money.minor : money.minor;
    }
    bool exceeded() const { return sum_ > Money::max_minor; }

  private:
    std::int64_t sum_ = 0;
};

/// The sum of a member of what was read of `list`; refuses the list where that is too much.
template <class T>
Money sum_of(const std::vector<T>& entries, Money T::* amount, const Fields& fields,
             std::string_view list) {
    Money sum;
    BoundedSum magnitude;
    for (const auto& entry : entries) {
        magnitude.add(entry.*amount);
        if (!magnitude.exceeded()) sum += entry.*amount;
    }
    if (magnitude.exceeded()) fields.refuse(list, "add up to too large an amount");
    return sum;
}

/// Whether all amounts of it together pass what one amount may be.
bool too_large(const commerce::Order& order);
bool too_large(const commerce::Refund& refund);
bool too_large(const commerce::OrderAgreements& agreements);

}  // namespace tillwatch::shopify
