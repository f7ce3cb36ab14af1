// What a commit changed of a store: told within its transaction to all who listen to the database
// (db/listening.hpp), on every node, and heard once it is committed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/day.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "db/transaction.hpp"

namespace tillwatch::projection {

/// The days whose figures change, or only that they may be any.
class ChangedDays {
  public:
    static constexpr std::size_t count_max = 366;  // beyond it: any

    void add(Day day);
    void set_any() { days_.reset(); }
    /// None: any.
    const std::optional<std::set<Day>>& days() const { return days_; }
    bool operator==(const ChangedDays&) const = default;

  private:
    std::optional<std::set<Day>> days_ = std::set<Day>();
};

struct StoreChange {
    StoreId store_id;
    std::optional<Instant> through;  // as the store's is after it; none: nothing projected yet
    ChangedDays days;

    /// "store through day,day,…" in numbers; "-" for no `through`, "*" for any day.
    std::string text() const;
    static Result<StoreChange> parse(std::string_view text);
    bool operator==(const StoreChange&) const = default;
};

void tell(db::Transaction& transaction, const StoreChange& change);

}  // namespace tillwatch::projection
