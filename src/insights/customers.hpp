// The customers of a range of days: how many there are, and who bought most. Neither costs the
// orders of the range: the first reads sums (ledger/timelines.hpp), the second the heads of sorted
// lists (insights/threshold.hpp).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/money.hpp"
#include "db/database.hpp"
#include "insights/range.hpp"

namespace tillwatch::insights {

/// Of each range: how many of its orders are of a customer whose order before lies in it too.
/// What an own order of each customer is left over when they are taken away.
std::vector<std::int64_t> count_repeats(db::Transaction& transaction, StoreId store_id,
                                        std::span<const Range> ranges);

struct TopCustomer {
    CustomerId id;
    std::string name;
    std::optional<std::string> email;
    std::int64_t orders = 0;
    Money net_sales;
    Money total_sales;
};

/// Those with the greatest net sales in the range, of equal ones the smaller id first.
std::vector<TopCustomer> top_customers(db::Transaction& transaction, StoreId store_id, Range range,
                                       std::size_t wanted);

}  // namespace tillwatch::insights
