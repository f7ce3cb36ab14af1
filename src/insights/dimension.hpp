// What figures may be broken down by: the dimensions of the rollups by name, and the product type,
// which is the product's and joined to the sums by product when it is asked for.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "db/database.hpp"
#include "insights/measure.hpp"

namespace tillwatch::insights {

enum class By {
    channel,
    country,
    product,
    variant,
    vendor,
    product_type,
    discount_code,
    gateway,
    new_or_returning,
    hour,
};

/// One value of a dimension.
struct Part {
    By by;
    std::string value;
};

Result<By> parse_by(std::string_view text);
std::string_view name_of(By by);
/// Whose sums are read; the product's for its type.
ledger::Dimension dimension_of(By by);

/// Measures that have a value for each value of some dimension: not those of distinct customers.
bool is_broken_down(Measure measure);
/// An order of two products of one type counts under both products and would count twice under the
/// type: so of the type only what is a sum of rows is known.
bool is_known_by(By by, Measure measure);

/// The product types of products, by what the sums by product have as value; "" where unknown.
using ProductTypes = std::map<std::string, std::string, std::less<>>;
ProductTypes read_product_types(db::Transaction& transaction, StoreId store_id,
                                std::span<const std::string> products);

}  // namespace tillwatch::insights
