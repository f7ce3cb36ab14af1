// The indexes that only lists read, such as customers by their e-mail addresses, and orders by
// checkout as long as there is none. To fill one row by row costs up to a page a row, to make it at
// the end a sort: an import that makes the embedded database several times larger does without them
// until its end.
#pragma once

#include "db/database.hpp"

namespace tillwatch::projection {

/// Of the embedded database, where nobody else uses it.
void drop_list_indexes(db::Database& database);

/// Makes those that are missing; also after a program that did not come to it. It takes some 5 µs a
/// row and index. Without effect on PostgreSQL, which drops none.
void restore_list_indexes(db::Database& database);

}  // namespace tillwatch::projection
