// What became of the checkouts of a range of days, by the day on which each began in the store's
// time zone (docs/metrics.md). Costs the checkouts of the range, an entry of an index each.
// Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/database.hpp"
#include "insights/range.hpp"
#include "stores/stores.hpp"

namespace tillwatch::insights {

struct CheckoutCounts {
    std::int64_t started = 0;
    std::int64_t completed = 0;  // the recovered ones too
    std::int64_t abandoned = 0;  // the recovered ones too
    std::int64_t recovered = 0;

    CheckoutCounts& operator+=(const CheckoutCounts& other);
    bool operator==(const CheckoutCounts&) const = default;
};

/// Abandoned ÷ started with four decimals, "0.3333", rounded half up; none where none was started.
std::optional<std::string> abandonment_rate(const CheckoutCounts& counts);

struct DayCheckouts {
    Day day;
    CheckoutCounts counts;
};

struct Checkouts {
    Range range;
    CheckoutCounts totals;
    std::optional<std::pair<Range, CheckoutCounts>> previous;
    std::vector<DayCheckouts> days;  // every day of the range
};

/// `now` says which of those that are not completed had the time to be.
Checkouts read_checkouts(db::Transaction& transaction, const stores::Store& store, Range range,
                         Compare compare, Instant now);
std::string checkouts_json(const stores::Store& store, const Checkouts& checkouts);

}  // namespace tillwatch::insights
