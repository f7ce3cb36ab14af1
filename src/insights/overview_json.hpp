// The overview as the API answers it (docs/openapi.yaml, Overview).
#pragma once

#include <string>

#include "insights/overview.hpp"
#include "stores/stores.hpp"

namespace tillwatch::insights {

std::string overview_json(const stores::Store& store, const Overview& overview,
                          std::int64_t pending);

}  // namespace tillwatch::insights
