// How the values of orders are spread over a range of days. The value of an order is what the
// average order value counts of it. Exact: every value of the range is looked at, as an entry of an
// index. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "insights/range.hpp"
#include "stores/stores.hpp"

namespace tillwatch::insights {

/// Besides the last one of what lies far above most.
inline constexpr std::int64_t value_buckets_max = 12;

/// Orders of a value from `from` to less than `to`; without `to` all that are worth more.
struct ValueBucket {
    Money from;
    std::optional<Money> to;
    std::int64_t orders = 0;
    bool operator==(const ValueBucket&) const = default;
};

struct OrderValues {
    std::int64_t orders = 0;
    std::optional<Money> median;       // of two in the middle the mean, rounded half away from zero
    std::optional<Money> p90;          // the least that nine of ten orders do not pass
    std::vector<ValueBucket> buckets;  // rising, without a gap; none without orders
};

/// Buckets are as wide as the least of 1, 2, 5, 10, 20, … minor units by which value_buckets_max of
/// them hold all but the greatest twentieth, and no less than a hundredth of the amounts they reach
/// up to. What is greater shares a last bucket where it does not fit in the others.
OrderValues distribution_of(std::vector<std::int64_t> values);

OrderValues read_order_values(db::Transaction& transaction, StoreId store_id, Range range);
std::string order_values_json(const stores::Store& store, Range range, const OrderValues& values);

}  // namespace tillwatch::insights
