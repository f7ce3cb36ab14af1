// Which customer each became: merges (docs/metrics.md, "The effective order") followed to their
// end, as a function of their set. Where they lead in a circle, the smallest id of it is the end.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "commerce/customer_tables.hpp"

namespace tillwatch::projection {

class Aliases {
  public:
    Aliases() = default;
    /// Of these customers, with all that their chains need.
    Aliases(db::Transaction& transaction, StoreId store_id, std::span<const CustomerId> ids);
    /// Of all customers of the store.
    static Aliases list_all(db::Transaction& transaction, StoreId store_id);

    CustomerId resolve(CustomerId id) const;
    std::optional<CustomerId> resolve(const std::optional<CustomerId>& id) const;
    /// Who was merged is no longer among the customers known.
    bool is_merged(CustomerId id) const { return merges_.contains(id); }

    const commerce::CustomerMerge* find(CustomerId merged) const;
    void put(const commerce::CustomerMerge& merge) { merges_[merge.merged] = merge; }

  private:
    std::map<CustomerId, commerce::CustomerMerge> merges_;
};

/// These customers and all whose chains pass through one of them.
std::vector<CustomerId> list_led_through(db::Transaction& transaction, StoreId store_id,
                                         std::span<const CustomerId> ids);

}  // namespace tillwatch::projection
