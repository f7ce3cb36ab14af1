// What a figure is made of: the ledger rows, or the orders, that it sums, with what each gives to
// it. All pages together give the figure, to the last cent. What a row gives is asked of the same
// functions that make the sums (ledger/rollup.hpp). Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "insights/dimension.hpp"
#include "insights/measure.hpp"
#include "insights/range.hpp"
#include "ledger/sales.hpp"
#include "stores/stores.hpp"

namespace tillwatch::insights {

/// A page looks at no more rows than about this; with few that count it has less than its limit.
inline constexpr std::int64_t explained_rows_max = 10'000;

/// All but the average, which is no sum.
bool is_explained(Measure measure);

/// Behind which row a page begins.
struct ExplainPlace {
    Day day;
    std::int64_t order_id = 0;
    std::int64_t position = -1;
    bool operator==(const ExplainPlace&) const = default;
};
/// As a cursor holds it.
std::string text_of(const ExplainPlace& place);
/// None for what text_of never gives.
std::optional<ExplainPlace> parse_place(std::string_view text);

struct ExplainQuestion {
    Measure measure;
    Range range;
    std::optional<Part> part;
    std::int64_t limit = 0;
    std::optional<ExplainPlace> after;
};

struct ExplainedRow {
    OrderId order_id;
    std::string order_name;
    Instant happened_at;
    Day day;
    std::optional<ledger::Sale> sale;  // none where the order itself is counted
    std::int64_t amount = 0;
};

struct Explanation {
    std::int64_t total = 0;
    std::vector<ExplainedRow> rows;
    std::optional<ExplainPlace> next;  // none: these are the last
};

Explanation read_explanation(db::Transaction& transaction, StoreId store_id,
                             const ExplainQuestion& question);
std::string explanation_json(const stores::Store& store, const ExplainQuestion& question,
                             const Explanation& explanation,
                             const std::optional<std::string>& next_cursor);

}  // namespace tillwatch::insights
