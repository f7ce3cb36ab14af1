// Lists that only readers look into, as the JSON that their columns hold; amounts are whole numbers
// of the minor unit. An empty list is "[]".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commerce/snapshots.hpp"

namespace tillwatch::commerce {

std::string json_of(const std::vector<std::string>& texts);
std::string json_of(const std::vector<TaxLine>& lines);
std::string json_of(const std::vector<DiscountAllocation>& allocations);
std::string json_of(const std::vector<Transaction>& transactions);

/// What json_of made of texts.
std::vector<std::string> texts_of(std::string_view json);

}  // namespace tillwatch::commerce
