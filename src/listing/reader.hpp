// Reads rows of one store, many at a time, by what names them. Within one transaction.
#pragma once

#include <unordered_map>
#include <vector>

#include "base/id.hpp"
#include "db/transaction.hpp"
#include "listing/page.hpp"

namespace tillwatch::listing {

using Ids = std::vector<std::int64_t>;
using Places = std::unordered_map<std::int64_t, std::size_t>;

template <class Row>
Ids ids_of(const std::vector<Row>& rows) {
    Ids ids;
    ids.reserve(rows.size());
    for (const auto& row : rows) ids.push_back(row.id);
    return ids;
}

/// Where among the rows each id stands.
template <class Row>
Places places_of(const std::vector<Row>& rows) {
    Places places;
    for (const auto& row : rows) places.emplace(row.id, places.size());
    return places;
}

class Reader {
  public:
    Reader(db::Transaction& transaction, StoreId store_id)
        : transaction(transaction), store_id(store_id) {}

    /// The rows of a `batch` statement with the parameters store and id.
    template <class Q>
    std::vector<typename Q::Row> all(const Ids& ids) {
        std::vector<typename Q::Params> params;
        params.reserve(ids.size());
        for (const auto id : ids) params.push_back({store_id.value, id});
        return transaction.batch_all<Q>(params);
    }

    /// The rows of a statement that returns `id` and `key`, a number or a text.
    template <class Q>
    std::vector<Candidate<std::int64_t>> candidates(const typename Q::Params& params) {
        std::vector<Candidate<std::int64_t>> found;
        for (auto& row : transaction.all<Q>(params)) {
            Place place{.id = row.id};
            if constexpr (std::is_same_v<decltype(row.key), std::string>)
                place.text = std::move(row.key);
            else
                place.number = row.key;
            found.push_back({std::move(place), row.id});
        }
        return found;
    }

    db::Transaction& transaction;
    const StoreId store_id;
};

}  // namespace tillwatch::listing
