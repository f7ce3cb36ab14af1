// The parts that all answers about a store share, as JSON (docs/openapi.yaml).
#pragma once

#include <optional>

#include "insights/dimension.hpp"
#include "insights/measure.hpp"
#include "insights/range.hpp"
#include "json/writer.hpp"
#include "stores/stores.hpp"

namespace tillwatch::insights {

/// `"store": {…}`
void write_store(json::Writer& out, const stores::Store& store);
/// `"range": {…}`
void write_range(json::Writer& out, Range range);
/// `"by": …, "value": …`, null where it is of everything.
void write_part(json::Writer& out, const std::optional<Part>& part);
/// Money as a decimal text of the currency, else a whole number; null where there is none.
void write_value(json::Writer& out, Measure measure, std::optional<std::int64_t> value,
                 Currency currency);

}  // namespace tillwatch::insights
