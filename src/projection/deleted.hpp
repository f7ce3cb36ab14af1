// Which objects were deleted for good (tombstones): what comes later of them has no effect.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "commerce/object_tables.hpp"

namespace tillwatch::projection {

/// As tombstones name objects.
template <class Tag>
std::string name_of(Id<Tag> id) {
    return std::to_string(id.value);
}
inline const std::string& name_of(const std::string& token) {
    return token;
}

/// Those of the objects that were not deleted, in their order.
template <class Key>
std::vector<Key> without_deleted(db::Transaction& transaction, StoreId store_id,
                                 commerce::Deletion::Kind kind, const std::set<Key>& keys) {
    std::vector<std::string> names;
    for (const auto& key : keys) names.push_back(name_of(key));
    const auto deleted = commerce::find_deleted(transaction, store_id, kind, names);
    std::vector<Key> alive;
    for (const auto& key : keys)
        if (deleted.empty() || !deleted.contains(name_of(key))) alive.push_back(key);
    return alive;
}

}  // namespace tillwatch::projection
