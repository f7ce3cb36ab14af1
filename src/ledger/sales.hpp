// The ledger: what an order means in money. sales_of is a pure function from all we know of an
// order to its dated, signed money rows; every figure is a sum over such rows (docs/metrics.md).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time_zone.hpp"
#include "commerce/snapshots.hpp"

namespace tillwatch::ledger {

using commerce::Action;
using commerce::LineType;

/// One dated, signed money row. net = total − tax, gross = net + discount.
struct Sale {
    Instant happened_at;
    Day day;  // in the store's time zone
    int hour = 0;
    Action action = Action::order;
    LineType line_type = LineType::product;
    std::int64_t quantity = 0;
    Money total;     // what the buyer paid or got back: after discounts, with tax
    Money tax;       // the tax within `total`
    Money discount;  // without tax; negative on a return
    std::optional<LineItemId> line_item_id;
    std::optional<ProductId> product_id;
    std::optional<VariantId> variant_id;
    std::optional<std::string> vendor;
    std::optional<std::string> sku;
    bool inexact = false;  // its day is not known, only assumed

    Money net() const { return total - tax; }
    Money gross() const { return net() + discount; }
    bool operator==(const Sale&) const = default;
};

/// The whole set of rows of an order: Shopify's own (`agreements`) where they are as new as the
/// base, else those made from the snapshot, its refunds and its edits. Empty for a test order. The
/// zone is the store's. Amounts that are split are split cumulatively by units, so the parts add
/// up; what cannot be divided goes to the first.
std::vector<Sale> sales_of(const commerce::EffectiveOrder& order, const TimeZone& zone);

}  // namespace tillwatch::ledger
