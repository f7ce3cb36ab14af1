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

struct TaxLine {
    std::string title;
    std::int64_t rate_ppm = 0;  // in millionths
    Money price;
    bool operator==(const TaxLine&) const = default;
};

/// What a discount takes off one line; `application` is the discount's place in the order's list.
struct DiscountAllocation {
    std::int64_t application = 0;
    Money amount;
    bool operator==(const DiscountAllocation&) const = default;
};

/// Duties, or a fee, as charged.
struct Charge {
    std::optional<LineItemId> line_item_id;
    Money price;  // without tax
    Money tax;
    bool operator==(const Charge&) const = default;
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
    bool tip = false;                // no goods: what the buyer added for the staff
    std::vector<TaxLine> tax_lines;  // kept for readers; `tax` counts
    std::vector<DiscountAllocation> discount_allocations;  // kept for readers; `discount` counts
    bool operator==(const LineItem&) const = default;
};

struct ShippingLine {
    Money price;  // after discounts
    Money discount;
    Money tax;
    std::int64_t tax_rate_ppm = 0;  // as a line's
    bool operator==(const ShippingLine&) const = default;
};

struct RefundLine {
    LineItemId line_item_id;
    std::int64_t quantity = 0;
    Money subtotal;  // after discounts; contains tax where the order's prices do
    Money tax;
    bool operator==(const RefundLine&) const = default;
};

/// Money given back that is no line's: shipping, a difference to what was calculated, duties or a
/// fee. The sign is the ledger's: what goes back to the buyer is negative.
struct RefundAdjustment {
    /// A shipping line's amount contains its tax where the order's prices do. The tax of all others
    /// is added to their amount whatever the prices are: "the taxes that are added to amount"
    /// (Shopify's REST page of the refund, order_adjustments).
    enum class Kind { shipping_line = 1, discrepancy = 2, duty = 3, fee = 4, shipping = 5 };
    Kind kind = Kind::shipping;
    Money amount;
    Money tax;
    bool operator==(const RefundAdjustment&) const = default;
};

/// Kept for readers: no figure is made of it.
struct Transaction {
    std::int64_t id = 0;
    std::string kind;
    std::string status;
    std::string gateway;
    Money amount;  // in the currency that it was paid in
    bool operator==(const Transaction&) const = default;
};

struct Refund {
    RefundId id;
    OrderId order_id;
    Instant happened_at;
    std::vector<RefundLine> lines;
    std::vector<RefundAdjustment> adjustments;
    std::vector<Transaction> transactions;
    bool operator==(const Refund&) const = default;
};

struct Address {
    bool is_default = false;
    std::string name;
    std::string company;
    std::string address1;
    std::string address2;
    std::string city;
    std::string province;
    std::string zip;
    std::string country_code;
    std::string phone;
    bool operator==(const Address&) const = default;
};

struct Customer {
    CustomerId id;
    std::optional<Instant> created_at;
    std::string first_name;
    std::string last_name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::vector<Address> addresses;
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
    std::optional<std::string> referrer;  // referring_site
    std::optional<std::string> checkout_token;
    std::vector<std::string> discount_codes;  // each once, in the order's order
    std::vector<std::string> gateways;        // payment_gateway_names, each once
    Money total_price;
    Money total_tax;  // of the order, for orders whose lines state none
    Money tip;
    std::optional<CustomerId> customer_id;
    std::vector<LineItem> lines;
    std::vector<ShippingLine> shipping_lines;
    std::vector<Charge> duties;
    std::vector<Charge> fees;
    std::vector<Refund> refunds;
};

/// Units added to or taken from a line after the order was placed (orders/edited); more than 0.
struct EditedUnits {
    LineItemId line_item_id;
    std::int64_t units = 0;
    bool operator==(const EditedUnits&) const = default;
};

struct OrderEdit {
    OrderEditId id;
    OrderId order_id;
    Instant committed_at;
    std::vector<EditedUnits> additions;
    std::vector<EditedUnits> removals;
    bool operator==(const OrderEdit&) const = default;
};

/// That an order was paid or fulfilled, and when: a webhook's topic tells it, where the body
/// agrees.
struct Milestone {
    enum class Kind { paid = 1, partially_fulfilled = 2, fulfilled = 3 };
    OrderId order_id;
    Kind kind = Kind::paid;
    Instant reached_at;
};

/// What a row of the ledger is about (docs/metrics.md): as Shopify's own ledger tells, as ours.
enum class Action { order = 1, update = 2, give_back = 3 };
enum class LineType {
    product = 1,
    shipping = 2,
    tip = 3,
    gift_card = 4,
    duty = 5,
    fee = 6,
    adjustment = 7
};

/// A row of Shopify's own ledger of an order (Order.agreements → sales).
struct AgreementSale {
    Instant happened_at;
    Action action = Action::order;
    LineType line_type = LineType::product;
    std::int64_t quantity = 0;  // signed, as the amounts are
    Money total;                // after discounts, with tax
    Money tax;
    Money discount;  // without tax
    std::optional<LineItemId> line_item_id;
    bool operator==(const AgreementSale&) const = default;
};

/// All of them, as they were when the order was as updated last at version.updated_at.
struct OrderAgreements {
    OrderId order_id;
    Version version;
    std::vector<AgreementSale> sales;
};

/// All that is known of an order (docs/metrics.md, "The effective order").
struct EffectiveOrder {
    Order base;  // with all effective refunds, and the customer that the aliases lead to
    std::vector<OrderEdit> edits;  // all known; those after base.version.updated_at do not count
    std::optional<OrderAgreements> agreements;
};

struct Variant {
    VariantId id;
    std::string title;
    std::optional<std::string> sku;
    Money price;
    std::int64_t position = 0;
    bool operator==(const Variant&) const = default;
};

struct Product {
    ProductId id;
    Version version;
    std::string title;
    std::string vendor;
    std::string product_type;
    std::string handle;
    std::string status;  // active, draft, archived, unlisted
    std::optional<Instant> created_at;
    std::vector<Variant> variants;
};

struct CheckoutLine {
    std::optional<ProductId> product_id;
    std::optional<VariantId> variant_id;
    std::string title;
    std::int64_t quantity = 0;
    Money price;  // of one unit
    bool operator==(const CheckoutLine&) const = default;
};

/// Named by its token.
struct Checkout {
    std::string token;
    Version version;
    Instant created_at;
    std::optional<Instant> completed_at;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<CustomerId> customer_id;
    Money total_price;
    std::vector<CheckoutLine> lines;

    /// There is a way to write to the buyer.
    bool is_reachable() const { return email || phone; }
};

/// Final, whatever comes later of the object.
struct Deletion {
    enum class Kind { order = 1, customer = 2, product = 3, checkout = 4 };
    Kind kind = Kind::order;
    std::int64_t id = 0;
    std::string token;  // of a checkout
    bool operator==(const Deletion&) const = default;
};

/// Two customers became one. Of several that name one `merged`, the greatest version counts.
struct CustomerMerge {
    CustomerId kept;
    CustomerId merged;
    Version version;  // updated_at is the time of the trigger, else 0
};

/// What the store itself says of itself (shop/update, app/uninstalled).
struct ShopChange {
    Version version;
    std::optional<std::string> name;
    std::optional<std::string> timezone;  // IANA
    bool uninstalled = false;
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

struct OrderEditSighting {
    OrderEdit edit;
    Version version;  // updated_at is committed_at
};

/// A 64-bit hash (FNV-1a) of all that the snapshot says but its version; the same on every machine.
/// With the customer that the order's body shows, so that of two bodies that differ in no more than
/// that one is the greater for both.
std::int64_t content_hash(const Order& order, const Customer* shown);
std::int64_t content_hash(const Refund& refund);
std::int64_t content_hash(const Customer& customer);
std::int64_t content_hash(const OrderEdit& edit);
std::int64_t content_hash(const OrderAgreements& agreements);
std::int64_t content_hash(const Product& product);
std::int64_t content_hash(const Checkout& checkout);

}  // namespace tillwatch::commerce
