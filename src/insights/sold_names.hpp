// What products and variants are called that Shopify has not told of, or has taken away: as an
// order says of the newest day on which they were sold. Costs one pass over the sums by product of
// the range, as a breakdown does, and for each a look at the orders of a day. Thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "insights/dimension.hpp"
#include "insights/range.hpp"

namespace tillwatch::insights {

struct SoldName {
    std::string title;
    std::optional<std::string> vendor;
};

/// Of those that were sold in the range; `by` is product or variant.
std::map<std::int64_t, SoldName> read_sold_names(db::Transaction& transaction, StoreId store_id,
                                                 By by, const std::vector<std::int64_t>& ids,
                                                 Range range);

/// A product, of all time.
std::optional<SoldName> find_sold_name(db::Transaction& transaction, StoreId store_id,
                                       ProductId id);

}  // namespace tillwatch::insights
