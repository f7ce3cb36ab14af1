// What a file is called that somebody takes away from a store.
#pragma once

#include <string>
#include <string_view>

#include "stores/stores.hpp"

namespace tillwatch::stores {

/// "shop-one-orders-2026-11-26.csv"; the day is the store's. `what` is a word of the program.
std::string file_name(const Store& store, std::string_view what, Instant now);

}  // namespace tillwatch::stores
