// Of many snapshots of one thing the greatest counts. Begins with how great those are that are
// stored, takes others one by one, and tells of each whether it was greater than all before.
#pragma once

#include <map>
#include <ranges>
#include <vector>

namespace tillwatch::projection {

/// `Rank` is what is compared: mostly commerce::Version.
template <class Key, class Thing, class Rank>
class Greatest {
  public:
    void put_stored(const Key& key, const Rank& rank) { ranks_.insert_or_assign(key, rank); }

    /// `thing` is kept by address.
    bool offer(const Key& key, const Thing& thing, const Rank& rank) {
        const auto [found, first] = ranks_.try_emplace(key, rank);
        if (!first) {
            if (!(found->second < rank)) return false;
            found->second = rank;
        }
        chosen_.insert_or_assign(key, &thing);
        return true;
    }

    /// Those that were greater than what was stored.
    const std::map<Key, const Thing*>& chosen() const { return chosen_; }
    std::vector<const Thing*> list_chosen() const {
        const auto things = std::views::values(chosen_);
        return {things.begin(), things.end()};
    }
    const Thing* find(const Key& key) const {
        const auto found = chosen_.find(key);
        return found == chosen_.end() ? nullptr : found->second;
    }

  private:
    std::map<Key, Rank> ranks_;
    std::map<Key, const Thing*> chosen_;
};

}  // namespace tillwatch::projection
