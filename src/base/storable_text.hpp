// The texts that both database engines can store: UTF-8 without NUL. PostgreSQL refuses all others
// and SQLite would take them, so they are refused before either sees them.
#pragma once

#include <string_view>

namespace tillwatch {

bool is_storable_text(std::string_view text);

}  // namespace tillwatch
