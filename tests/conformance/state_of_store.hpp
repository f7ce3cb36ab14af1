// The schema of the program on an empty database, and the whole derived state of a store as text:
// two states are equal if and only if their texts are.
#pragma once

#include <string>

#include "db/database.hpp"

namespace tillwatch::test {

void migrate_program(db::Database& database);

/// The rollups as they are, and as they must be by the sales: equal under law 2.
std::string rollups_of_store(db::Database& database, std::int64_t store_id);
std::string recomputed_rollups(db::Database& database, std::int64_t store_id);

std::string state_of_store(db::Database& database, std::int64_t store_id);

}  // namespace tillwatch::test
