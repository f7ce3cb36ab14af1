// Snapshots: what an object of a store was at one moment, as Shopify told it, in the store's
// currency. Plain values; the parsers make them (shopify/), the ledger reads them (ledger/), the
// tables keep them (commerce/tables.hpp).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"

namespace tillwatch::commerce {

/// Which of several snapshots of one object is the greatest: the later update, then the later
/// trigger (none is the least), then the more complete, then the greater hash of its content.
struct Version {
    Instant updated_at;
    std::optional<Instant> triggered_at;
    std::int64_t completeness = 0;
    std::int64_t content_hash = 0;
    auto operator<=>(const Version&) const = default;
};

struct LineItem {
    LineItemId id;
    std::optional<ProductId> product_id;
    std::optional<VariantId> variant_id;
    std::string title;
    std::optional<std::string> sku;
    std::optional<std::string> vendor;
    std::int64_t quantity = 0;  // as ordered, with what was refunded or removed since
    std::optional<std::int64_t> current_quantity;
    Money price;                    // of one unit, before discounts
    Money discount;                 // all allocations together, as stated
    Money tax;                      // of its own tax lines
    std::int64_t tax_rate_ppm = 0;  // the rates of its tax lines together, in millionths
    bool gift_card = false;
    bool operator==(const LineItem&) const = default;
};

struct ShippingLine {
    Money price;  // after discounts
    Money discount;
    Money tax;
    bool operator==(const ShippingLine&) const = default;
};

struct RefundLine {
    LineItemId line_item_id;
    std::int64_t quantity = 0;
    Money subtotal;  // after discounts; contains tax where the order's prices do
    Money tax;
    bool operator==(const RefundLine&) const = default;
};

/// Money given back that is no line's: shipping, or a difference to what was calculated. The sign
/// is the ledger's: what goes back to the buyer is negative.
struct RefundAdjustment {
    enum class Kind { shipping = 1, discrepancy = 2 };
    Kind kind = Kind::shipping;
    Money amount;  // contains tax where the order's prices do
    Money tax;
    bool operator==(const RefundAdjustment&) const = default;
};

struct Refund {
    RefundId id;
    OrderId order_id;
    Instant happened_at;
    std::vector<RefundLine> lines;
    std::vector<RefundAdjustment> adjustments;
    bool operator==(const Refund&) const = default;
};

struct Customer {
    CustomerId id;
    std::optional<Instant> created_at;
    std::string first_name;
    std::string last_name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    bool operator==(const Customer&) const = default;
};

struct Order {
    OrderId id;
    Version version;
    std::string name;
    Instant happened_at;  // processed_at, else created_at
    Instant created_at;
    std::optional<Instant> cancelled_at;
    bool test = false;
    bool taxes_included = false;
    std::string financial_status;
    std::optional<std::string> fulfillment_status;
    std::optional<std::string> channel;  // source_name
    std::optional<std::string> country_code;
    std::optional<std::string> email;
    Money total_price;
    Money total_tax;  // of the order, for orders whose lines state none
    Money tip;
    std::optional<CustomerId> customer_id;
    std::vector<LineItem> lines;
    std::vector<ShippingLine> shipping_lines;
    std::vector<Refund> refunds;
};

/// A customer as a delivery showed it. One from customers/* outranks any that was only part of an
/// order; of the latter the one of the greatest order wins.
struct CustomerSighting {
    Customer customer;
    bool own = false;  // from customers/*, not from within an order
    Version version;   // the customer's own, else the order's
};

struct RefundSighting {
    Refund refund;
    Version version;  // updated_at is the refund's own time: it has no other
};

/// A 64-bit hash (FNV-1a) of all that the snapshot says but its version; the same on every machine.
/// With the customer that the order's body shows, so that of two bodies that differ in no more than
/// that one is the greater for both.
std::int64_t content_hash(const Order& order, const Customer* shown);
std::int64_t content_hash(const Refund& refund);
std::int64_t content_hash(const Customer& customer);

}  // namespace tillwatch::commerce
