// The customers of a range of days: how many there are, and who bought most. Neither costs the
// orders of the range: the first reads sums (ledger/timelines.hpp), the second looks at those who
// can be among the first (insights/leader_boards.hpp, insights/threshold.hpp).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/money.hpp"
#include "db/database.hpp"
#include "insights/leader_boards.hpp"
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

/// What is done where a board is missing or too old: the whole range added up, or nothing. It is
/// added up as well where a board does not tell.
enum class Otherwise { whole, none };

/// Those with the greatest net sales in the range, of equal ones the smaller id first.
std::optional<std::vector<TopCustomer>> top_customers(db::Transaction& transaction,
                                                      StoreId store_id, Range range,
                                                      std::size_t wanted, const Board* board,
                                                      Otherwise otherwise = Otherwise::whole);

/// The days of the range that changed since a board was made. None: too many for it to be of use.
std::optional<std::vector<Day>> list_changed_days(db::Transaction& transaction, StoreId store_id,
                                                  Range range, const Board& board);

/// Their net sales in the range, by those that a board names and the days that changed since it was
/// made. None where that does not tell: too many are nearly equal, or fewer than `wanted` have
/// positive net sales.
std::optional<std::vector<Ranked>> rank_by_board(db::Transaction& transaction, StoreId store_id,
                                                 Range range, std::size_t wanted,
                                                 const Board& board,
                                                 const std::vector<Day>& changed);

}  // namespace tillwatch::insights
