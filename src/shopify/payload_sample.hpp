// A whole order as a webhook shows it, for the tests beside it, and how they ask for a body.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "shopify/payload.hpp"

namespace tillwatch::shopify {

inline constexpr std::string_view order_body = R"({
  "id": 820982911946154508, "admin_graphql_api_id": "gid://shopify/Order/820982911946154508",
  "name": "#1", "currency": "GBP", "taxes_included": false, "financial_status": "paid",
  "created_at": "2026-07-02T00:30:00+01:00", "processed_at": "2026-07-01T23:00:00Z",
  "updated_at": "2026-07-03T00:00:00Z", "total_tip_received": "1.50", "source_name": "web",
  "customer": {"id": 7, "first_name": "Ann", "last_name": "Lee", "email": "ann@example.com"},
  "billing_address": {"country_code": "GB"}, "shipping_address": null,
  "line_items": [{"id": 11, "quantity": 2, "price": "10.00", "title": "Cup", "product_id": null,
    "discount_allocations": [{"amount": "1.00"}, {"amount_set": {"shop_money": {"amount": "0.5"}}}],
    "tax_lines": [{"price": 1.85, "rate": 0.1}], "unknown": {"a": []}}],
  "shipping_lines": [{"price": "5.00", "discounted_price": "4.00", "tax_lines": []}],
  "refunds": [{"id": 5, "created_at": "2026-07-09T00:00:00Z",
    "refund_line_items": [{"line_item_id": 11, "quantity": 1, "subtotal": 9.25, "total_tax": 0.93,
      "subtotal_set": {"shop_money": {"amount": "9.26"}}}],
    "order_adjustments": [{"kind": "shipping_refund", "amount": "-4.00", "tax_amount": "-0.40"}]}]
})";

inline std::string replaced(std::string_view body, std::string_view from, std::string_view to) {
    std::string text(body);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// With further keys in front.
inline std::string with(std::string_view keys, std::string_view body = order_body) {
    return replaced(body, "{", "{" + std::string(keys) + ", ");
}

inline Parsed parse(std::string_view body, std::string_view topic = "orders/create",
                    std::string_view currency = "GBP",
                    std::optional<Instant> triggered_at = std::nullopt) {
    return Payloads().parse_delivery(topic, body, triggered_at,
                                     value_or_throw(Currency::parse(currency)));
}

inline Rejection::State state_of(const Parsed& parsed) {
    EXPECT_FALSE(parsed);
    return parsed ? Rejection::State{} : parsed.error().state;
}

inline std::string reason_of(const Parsed& parsed) {
    EXPECT_FALSE(parsed);
    return parsed ? "" : parsed.error().reason;
}

}  // namespace tillwatch::shopify
