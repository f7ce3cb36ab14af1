// The schema of the program on an empty database, and the whole state of a store as text: two
// states are equal if and only if their texts are.
#pragma once

#include <string>
#include <vector>

#include "db/database.hpp"

namespace tillwatch::test {

void migrate_program(db::Database& database);

/// The sums as they are, and as they must be by the orders and sales, told by SQL that knows
/// nothing of the program's own: equal under law 2.
std::vector<std::string> sums_of_store(db::Database& database, std::int64_t store_id);
std::vector<std::string> recomputed_sums(db::Database& database, std::int64_t store_id);

std::string state_of_store(db::Database& database, std::int64_t store_id);

}  // namespace tillwatch::test
