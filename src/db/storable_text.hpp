// The texts that both engines can store: UTF-8 without NUL. PostgreSQL refuses all others and
// SQLite would take them, so they are refused before either sees them.
#pragma once

#include <string_view>

namespace tillwatch::db {

bool is_storable_text(std::string_view text);

}  // namespace tillwatch::db
