// The greatest sums over several sorted lists without reading them whole: Fagin's threshold
// algorithm (Fagin, Lotem, Naor: Optimal aggregation algorithms for middleware, 2003). Each list
// ranks customers by a part of their sum, or by more than that; a customer may miss in a list,
// which is a part of 0, and parts may be negative. The lists are read from their heads in steps,
// first those that promise most, the sum of each customer met is asked for, and the search ends
// when none not yet met can come before the last that is wanted. Always exact. Pure but for what
// the lists do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/id.hpp"

namespace tillwatch::insights {

/// A customer with an amount. The greater amount comes first, of equal ones the smaller id.
struct Ranked {
    std::int64_t amount = 0;
    CustomerId id;
    bool operator==(const Ranked&) const = default;
};
bool comes_before(const Ranked& one, const Ranked& other);

class RankedLists {
  public:
    virtual ~RankedLists() = default;
    virtual std::size_t count() const = 0;
    /// How many rows a step takes of each list; more than 0.
    virtual std::size_t step() const = 0;
    /// The next step, sorted, of each of the lists named: shorter only at a list's end. None where
    /// one of them has more that it cannot tell.
    virtual std::optional<std::vector<std::vector<Ranked>>> next(
        std::span<const std::size_t> lists) = 0;
    /// The sums of these customers, in their order; none is greater than its parts together.
    virtual std::vector<std::int64_t> sums(std::span<const CustomerId> customers) = 0;
};

/// The first `wanted` (more than 0) by their sums, sorted; fewer where the lists name fewer. None
/// where they are not found within about `rows_max` rows of the lists: where many customers have
/// small parts in many lists, no bound ends the search early. Nor where a list cannot tell more.
std::optional<std::vector<Ranked>> first_by_sum(RankedLists& lists, std::size_t wanted,
                                                std::size_t rows_max);

}  // namespace tillwatch::insights
