#include "projection/aliases.hpp"

#include <algorithm>
#include <set>

namespace tillwatch::projection {

Aliases::Aliases(db::Transaction& transaction, StoreId store_id, std::span<const CustomerId> ids) {
    std::set<CustomerId> seen(ids.begin(), ids.end());
    std::vector<CustomerId> next(seen.begin(), seen.end());
    while (!next.empty()) {
        const auto found = commerce::find_merges(transaction, store_id, next);
        next.clear();
        for (const auto& merge : found) {
            put(merge);
            if (seen.insert(merge.kept).second) next.push_back(merge.kept);
        }
    }
}

Aliases Aliases::list_all(db::Transaction& transaction, StoreId store_id) {
    Aliases aliases;
    for (const auto& merge : commerce::list_all_merges(transaction, store_id)) aliases.put(merge);
    return aliases;
}

CustomerId Aliases::resolve(CustomerId id) const {
    std::vector<CustomerId> path;
    for (const auto* merge = find(id); merge != nullptr; merge = find(id)) {
        path.push_back(id);
        id = merge->kept;
        if (const auto circle = std::ranges::find(path, id); circle != path.end())
            return *std::min_element(circle, path.end());
    }
    return id;
}

std::optional<CustomerId> Aliases::resolve(const std::optional<CustomerId>& id) const {
    if (!id) return std::nullopt;
    return resolve(*id);
}

const commerce::CustomerMerge* Aliases::find(CustomerId merged) const {
    const auto found = merges_.find(merged);
    return found == merges_.end() ? nullptr : &found->second;
}

std::vector<CustomerId> list_led_through(db::Transaction& transaction, StoreId store_id,
                                         std::span<const CustomerId> ids) {
    std::set<CustomerId> seen(ids.begin(), ids.end());
    std::vector<CustomerId> next(seen.begin(), seen.end());
    while (!next.empty()) {
        const auto found = commerce::list_merges_to(transaction, store_id, next);
        next.clear();
        for (const auto& merge : found)
            if (seen.insert(merge.merged).second) next.push_back(merge.merged);
    }
    return {seen.begin(), seen.end()};
}

}  // namespace tillwatch::projection
