// Every table that holds rows of stores, but `stores` itself and `erasures`: how rows of one are
// erased. A test holds the databases' own lists of tables against it.
#pragma once

#include <span>

#include "base/id.hpp"
#include "db/transaction.hpp"

namespace tillwatch::erasure {

/// Erases `limit` rows of a store at most and answers how many; fewer than that: none is left.
using Table = std::int64_t (*)(db::Transaction& transaction, StoreId store_id, std::int64_t limit);

std::span<const Table> tables_of_inbox();
std::span<const Table> tables_of_state();

}  // namespace tillwatch::erasure
