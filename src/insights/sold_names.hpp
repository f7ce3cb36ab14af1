// What products and variants are called that Shopify has not told of, or has taken away: as the
// orders of the newest day say on which they were sold. Costs a look at each day back to that one,
// and at its orders: for the few that are shown. Thread-safe.
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
