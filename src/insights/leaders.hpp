// Who may have bought most in a range of days, of a store with many customers: for blocks of days
// of several sizes, the customers with the greatest purchases in each. Any range lies within a
// block that is not much longer, so whoever bought most in the range is near the head of that
// block's list. Made in one pass over the sums of customers, by day; true of the moment it was made
// of (docs/decisions/0012). Pure; read by any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "insights/range.hpp"
#include "insights/threshold.hpp"

namespace tillwatch::insights {

/// How many customers of a block are kept.
inline constexpr std::size_t leaders_max = 256;

/// The sizes are the powers of two in these bounds. A block begins at each quarter of its size, so
/// a range lies within a block of at most 8/3 of its length.
inline constexpr int block_days_min = 8;
inline constexpr int block_days_max = 2'048;
static_assert(block_days_max / 4 * 3 >= range_days_max);

/// The purchases of a customer in a block are its net sales on those days of it on which they are
/// positive: no range within the block gives more.
struct Leaders {
    std::vector<Ranked> customers;  // sorted, at most leaders_max
    bool whole = true;              // no other customer has purchases in the block
};

/// The number of the last block that a day lies in: it begins at the number times a quarter of its
/// size. The day lies in the three blocks before it too.
std::int32_t last_block_of(Day day, int block_days);

class LeadersByBlock {
  public:
    /// Of the shortest block that covers the range; none where nobody has purchases in it.
    const Leaders* find(Range range) const;
    std::size_t bytes() const;

  private:
    friend class LeadersBuilder;
    struct Size {
        int block_days = 0;
        std::int32_t first = 0;  // the number of the first block
        std::vector<Leaders> blocks;
    };
    std::vector<Size> sizes_;  // ascending
};

class LeadersBuilder {
  public:
    /// All purchases lie in the range.
    explicit LeadersBuilder(Range range);

    struct Purchase {
        Day day;
        std::int64_t net_sales = 0;
    };
    /// All days of one customer, sorted, each once. Of each customer once.
    void add(CustomerId id, std::span<const Purchase> purchases);
    LeadersByBlock take();

  private:
    LeadersByBlock made_;
};

}  // namespace tillwatch::insights
