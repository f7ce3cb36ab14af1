// The rows that an explanation looks at, a chunk of one day at a time, and what each of them gives
// to the figure. A chunk is one statement.
#pragma once

#include "insights/explain.hpp"

namespace tillwatch::insights {

inline constexpr std::int64_t explained_chunk_rows = 1'000;

/// A row that gives something, and the place behind it.
struct FoundRow {
    ExplainedRow row;
    ExplainPlace place;
};

/// Looks at the ledger rows of the place's day, for figures that are sums of them. The place moves
/// behind the last row looked at. Answers how many: fewer than a chunk at the end of the day.
std::int64_t look_at_sales(db::Transaction& transaction, StoreId store_id,
                           const ExplainQuestion& question, ExplainPlace& place,
                           std::vector<FoundRow>& found);
/// The same with counted orders, for figures that count them or their customers.
std::int64_t look_at_orders(db::Transaction& transaction, StoreId store_id,
                            const ExplainQuestion& question, ExplainPlace& place,
                            std::vector<FoundRow>& found);

}  // namespace tillwatch::insights
