// Several simulated stores side by side: what happens in them in the order of time; and what is
// made of one whole history. One thread.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/books.hpp"
#include "sim/shop.hpp"

namespace tillwatch::sim {

class World {
  public:
    /// The first `shops` of profiles().
    World(const Plan& plan, std::size_t shops);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// May be changed between two actions.
    Audience audience;

    std::optional<Instant> next() const;
    void act();
    /// What happens before then.
    void run_until(Instant instant);
    /// The orders that are open still are as they are.
    void close();

    std::size_t size() const { return shops_.size(); }
    Shop& shop(std::size_t index) { return *shops_[index]; }

  private:
    Shop* first() const;

    Plan plan_;
    std::vector<std::unique_ptr<Shop>> shops_;
};

/// The history of one store as lines of JSON for an import: orders as they are at `until`, then
/// customers and products. Goes on as long as `take` answers true; answers whether all was taken.
bool write_history(const Plan& plan, std::size_t shop,
                   const std::function<bool(std::string_view line)>& take);

/// The simulator's own figures of all stores as JSON. `webhooks`: after so many of their webhooks
/// (and those that come with the last of them); none: after their whole history, as its import
/// tells it, that is without what only webhooks tell.
std::string write_ledger(const Plan& plan, std::size_t shops, std::optional<std::int64_t> webhooks);

}  // namespace tillwatch::sim
