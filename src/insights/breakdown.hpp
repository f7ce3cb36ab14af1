// One measure of a range by the values of a dimension, the greatest first. Read from sums alone,
// so it costs the values and days, not the orders. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/database.hpp"
#include "insights/dimension.hpp"
#include "insights/measure.hpp"
#include "insights/range.hpp"
#include "stores/stores.hpp"

namespace tillwatch::insights {

using ValueMeasures = std::pair<std::string, ledger::Measures>;

/// Keeps the greatest of many values by one measure and adds up the others. Values that have
/// nothing of it are passed over. Of equal ones the lesser text comes first; of measures that are
/// taken away the most negative. Used by one thread.
class Ranking {
  public:
    /// `kept_max` is more than 0.
    Ranking(Measure measure, std::size_t kept_max) : measure_(measure), kept_max_(kept_max) {}

    void add(ValueMeasures value);
    std::int64_t other_values() const { return other_values_; }
    const ledger::Measures& others() const { return others_; }
    /// Sorted.
    std::vector<ValueMeasures> take();

  private:
    std::int64_t rank_of(const ValueMeasures& value) const;
    bool before(const ValueMeasures& one, const ValueMeasures& other) const;

    Measure measure_;
    std::size_t kept_max_;
    std::vector<ValueMeasures> kept_;  // a heap, the last in rank on top
    std::int64_t other_values_ = 0;
    ledger::Measures others_;
};

struct BreakdownItem {
    std::string value;
    std::optional<std::string> label;  // the title of what has one; else the value, if it is known
    std::int64_t amount = 0;
};

struct Breakdown {
    std::optional<std::int64_t> total;  // of the range, however it is broken down
    std::vector<BreakdownItem> items;
    std::int64_t other_values = 0;
    std::optional<std::int64_t> other_amount;
};

struct BreakdownQuestion {
    By by;
    Measure measure;
    Range range;
    std::int64_t limit;
};

Breakdown read_breakdown(db::Transaction& transaction, StoreId store_id,
                         const BreakdownQuestion& question);
std::string breakdown_json(const stores::Store& store, const BreakdownQuestion& question,
                           const Breakdown& breakdown);

}  // namespace tillwatch::insights
