// What the simulator knows of the things of a store: its own records, from which it makes the
// bodies (bodies.hpp) and its ledger (books.hpp). Amounts are minor units of the store's currency.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "sim/profiles.hpp"

namespace tillwatch::sim {

struct Variant {
    std::int64_t id = 0;
    std::string title, sku;
    std::int64_t price = 0;
    std::int64_t grams = 0;
};

struct Product {
    std::int64_t id = 0;
    std::string title, handle, type;
    std::string_view vendor;
    bool gift_card = false;
    Instant created_at, updated_at;
    std::vector<Variant> variants;
};

struct Customer {
    std::int64_t id = 0;
    std::string first_name, last_name, email, phone, street, zip;
    const Place* place = nullptr;
    Instant created_at, updated_at;
    int returns_per_mille = 0;  // how often another order follows one
    bool announced = false;     // with its own webhook
};

/// What of a discount a line bears.
struct Allocation {
    std::size_t application = 0;
    std::int64_t amount = 0;
};

struct Line {
    std::int64_t id = 0;
    const Product* product = nullptr;
    std::size_t variant = 0;
    std::int64_t price = 0;  // of a unit
    std::int64_t quantity = 0;
    std::vector<Allocation> allocations;
    std::int64_t discount = 0;  // their sum
    std::int64_t tax = 0;
    std::int64_t duty = 0;
    std::int64_t refunded = 0;  // units
    std::int64_t removed = 0;   // units, without a refund

    std::int64_t left() const { return quantity - refunded - removed; }
    std::int64_t amount() const { return price * quantity - discount; }
};

/// A discount as the order tells it.
struct Discount {
    std::string code;         // empty: given by itself
    std::string_view type;    // percentage, fixed_amount, shipping
    std::int64_t value = 0;   // tenths of a per cent, or an amount
    std::int64_t amount = 0;  // what it took off in all
};

struct RefundedLine {
    std::size_t line = 0;
    std::int64_t quantity = 0;
    std::int64_t subtotal = 0;  // with tax where the prices have it
    std::int64_t tax = 0;
};

struct Adjustment {
    std::int64_t amount = 0;  // negative: more was returned than the lines come to
    std::string_view reason;
};

struct Refund {
    std::int64_t id = 0;
    Instant at;
    std::string_view note, restock_type;
    std::vector<RefundedLine> lines;
    std::int64_t shipping = 0;  // with tax where the prices have it
    std::int64_t shipping_tax = 0;
    std::vector<Adjustment> adjustments;
    std::vector<std::size_t> duties;  // of these lines
};

struct EditedUnits {
    std::size_t line = 0;
    std::int64_t units = 0;
};

struct Edit {
    std::int64_t id = 0;
    Instant at;
    std::vector<EditedUnits> additions, removals;
};

struct Order {
    std::uint64_t key = 0;  // names its streams of chance
    std::int64_t id = 0;
    std::int64_t number = 0;
    Instant created_at;
    Instant processed_at;
    Instant updated_at;  // to the millisecond; told in seconds
    std::optional<Instant> cancelled_at;
    std::string_view cancel_reason;
    bool test = false;
    bool guest = false;
    bool deleted = false;
    std::size_t customer = 0;  // whose address it is; a guest's too
    std::string_view channel, gateway, referrer, landing_site;
    std::string checkout_token;  // empty: none
    std::string_view financial_status = "paid";
    std::string_view fulfillment_status;  // empty: null
    std::vector<Discount> discounts;
    std::vector<Line> lines;
    bool shipped = false;            // has a shipping line
    std::int64_t shipping_list = 0;  // before discounts
    std::int64_t shipping = 0;       // after them
    std::int64_t shipping_tax = 0;
    std::int64_t shipping_refunded = 0, shipping_tax_refunded = 0;
    std::int64_t tip = 0;
    std::int64_t fee = 0;
    std::int64_t tax_rate_ppm = 0;
    std::string_view tax_title;
    std::vector<Refund> refunds;
    std::vector<Edit> edits;
    int awaited = 0;  // what is still to happen to it
};

/// A cart on its way to an order, or not.
struct Checkout {
    std::string token;
    Instant created_at, updated_at;
    std::optional<Instant> completed_at;
    bool contact = false;  // was given
};

}  // namespace tillwatch::sim
