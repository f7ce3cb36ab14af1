// One object of a bulk operation's result, made of its line and those of its children.
#pragma once

#include <expected>
#include <vector>

#include "shopify/bulk_row.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::shopify {

/// `rows` holds one root and its children, in any order; their contents are moved from. What comes
/// of them does not depend on that order. The error says why they make no whole object.
std::expected<Snapshots, std::string> build_object(const std::vector<BulkRow*>& rows);

}  // namespace tillwatch::shopify
