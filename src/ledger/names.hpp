// What a row of the ledger is, in words, as the API tells it.
#pragma once

#include <string_view>

#include "ledger/sales.hpp"

namespace tillwatch::ledger {

std::string_view name_of(Action action);
std::string_view name_of(LineType line_type);

}  // namespace tillwatch::ledger
