#include "shopify/payload.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "shopify/payload_sample.hpp"

namespace tillwatch::shopify {
namespace {

using State = Rejection::State;

const Currency gbp = value_or_throw(Currency::parse("GBP"));

TEST(Payloads, read_an_order_with_all_that_figures_need) {
    const auto parsed = parse(order_body);
    ASSERT_TRUE(parsed) << parsed.error().reason;
    const auto& order = parsed->orders.at(0);
    EXPECT_EQ(order.id.value, 820982911946154508);
    EXPECT_EQ(order.happened_at.text(), "2026-07-01T23:00:00Z");
    EXPECT_EQ(order.version.updated_at.text(), "2026-07-03T00:00:00Z");
    EXPECT_EQ(order.tip.minor, 150);
    EXPECT_EQ(order.country_code, "GB");
    EXPECT_EQ(order.customer_id, CustomerId{7});
    const auto& line = order.lines.at(0);
    EXPECT_EQ(line.price.minor, 1000);
    EXPECT_EQ(line.discount.minor, 150);
    EXPECT_EQ(line.tax.minor, 185);
    EXPECT_EQ(line.tax_rate_ppm, 100'000);
    EXPECT_FALSE(line.product_id);
    EXPECT_EQ(order.shipping_lines.at(0).price.minor, 400);
    EXPECT_EQ(order.shipping_lines.at(0).discount.minor, 100);
    const auto& refund = order.refunds.at(0);
    EXPECT_EQ(refund.lines.at(0).subtotal.minor, 926);  // the set comes before the float
    EXPECT_EQ(refund.lines.at(0).tax.minor, 93);
    EXPECT_EQ(refund.adjustments.at(0).amount.minor, -400);
    EXPECT_EQ(parsed->customers.at(0).customer.email, "ann@example.com");
    EXPECT_FALSE(parsed->customers.at(0).own);
}

TEST(Payloads, refuse_what_lacks_an_amount_instead_of_taking_it_for_nothing) {
    const auto reason = [](std::string_view from, std::string_view to) {
        return reason_of(parse(replaced(order_body, from, to)));
    };
    constexpr auto price = R"("price": "10.00")";
    for (const auto* unknown : {R"("price": null)", R"("price": {})", R"("cost": "10.00")"})
        EXPECT_EQ(reason(price, unknown), "line_items[0].price is missing") << unknown;
    EXPECT_EQ(reason(R"("quantity": 2,)", ""), "line_items[0].quantity is missing");
    EXPECT_EQ(reason(R"({"amount": "1.00"})", "{}"),
              "line_items[0].discount_allocations[0].amount is missing");
    EXPECT_EQ(reason(R"("price": 1.85,)", ""), "line_items[0].tax_lines[0].price is missing");
    EXPECT_EQ(reason(R"("price": "5.00",)", ""), "shipping_lines[0].price is missing");
    EXPECT_EQ(reason(R"("quantity": 1,)", ""),
              "refunds[0].refund_line_items[0].quantity is missing");
    EXPECT_EQ(reason(R"("subtotal": 9.25, "total_tax": 0.93,
      "subtotal_set": {"shop_money": {"amount": "9.26"}})",
                     R"("total_tax": 0.93)"),
              "refunds[0].refund_line_items[0].subtotal is missing");
    EXPECT_EQ(reason(R"("amount": "-4.00",)", ""),
              "refunds[0].order_adjustments[0].amount is missing");
}

TEST(Payloads, count_shipping_given_back_once) {
    const auto both = replaced(order_body, R"("order_adjustments")",
                               R"("refund_shipping_lines": [{"subtotal_amount_set":
        {"shop_money": {"amount": "4.00"}}, "tax_lines": [{"price": "0.40"}]}],
        "order_adjustments")");
    const auto parsed = parse(both);
    ASSERT_TRUE(parsed);
    ASSERT_EQ(parsed->orders[0].refunds[0].adjustments.size(), 1U);
    EXPECT_EQ(parsed->orders[0].refunds[0].adjustments[0].amount.minor, -400);
    EXPECT_EQ(parsed->orders[0].refunds[0].adjustments[0].tax.minor, -40);
}

TEST(Payloads, leave_out_shipping_that_was_removed) {
    const auto parsed = parse(replaced(order_body, R"("discounted_price": "4.00",)",
                                       R"("discounted_price": "4.00", "is_removed": true,)"));
    ASSERT_TRUE(parsed);
    EXPECT_TRUE(parsed->orders[0].shipping_lines.empty());
}

TEST(Payloads, refuse_amounts_that_add_up_beyond_the_bound) {
    std::string lines;
    for (int i = 1; i <= 2; ++i)
        lines += fmt::format(R"({{"id": {}, "quantity": 1, "price": "600000000000.00"}},)", i);
    const auto parsed =
        parse(replaced(order_body, R"("line_items": [)", R"("line_items": [)" + lines));
    EXPECT_EQ(state_of(parsed), State::failed);
    EXPECT_EQ(parsed.error().reason, "line_items add up to too large an amount");
}

TEST(Payloads, refuse_an_order_in_another_currency) {
    const auto parsed = parse(replaced(order_body, R"("currency": "GBP")", R"("currency": "EUR")"));
    EXPECT_EQ(state_of(parsed), State::failed);
    EXPECT_EQ(parsed.error().reason, "currency is not the store's currency");
}

TEST(Payloads, ignore_an_order_that_a_field_list_cut_down) {
    EXPECT_EQ(state_of(parse(R"({"id": 1, "updated_at": "2026-07-03T00:00:00Z"})")),
              State::ignored);
    EXPECT_EQ(state_of(parse(replaced(order_body, R"("currency": "GBP",)", ""))), State::ignored);
}

TEST(Payloads, refuse_bodies_that_contradict_their_topic) {
    EXPECT_EQ(state_of(parse(order_body, "customers/update")), State::failed);
    EXPECT_EQ(state_of(parse(order_body, "refunds/create")), State::failed);
    const auto checkout =
        replaced(order_body, R"("name": "#1",)", R"("abandoned_checkout_url": "https://x",)");
    const auto nameless = replaced(
        checkout, R"("admin_graphql_api_id": "gid://shopify/Order/820982911946154508",)", "");
    EXPECT_EQ(state_of(parse(nameless)), State::failed);
    EXPECT_EQ(state_of(parse(replaced(order_body, "shopify/Order/", "shopify/DraftOrder/"))),
              State::failed);
}

TEST(Payloads, ignore_topics_that_are_not_projected) {
    EXPECT_EQ(state_of(parse("{}", "themes/update")), State::ignored);
}

TEST(Payloads, keep_what_cannot_be_read_with_a_reason_that_names_the_field) {
    const auto reason = [](std::string_view from, std::string_view to) {
        const auto parsed = parse(replaced(order_body, from, to));
        EXPECT_EQ(state_of(parsed), State::failed) << to;
        return parsed ? "" : parsed.error().reason;
    };
    EXPECT_EQ(reason(R"("price": "10.00")", R"("price": "ten")"),
              "line_items[0].price is not a decimal number");
    EXPECT_EQ(reason(R"("quantity": 2)", R"("quantity": -2)"),
              "line_items[0].quantity is not a quantity");
    EXPECT_EQ(reason(R"("price": "10.00")", R"("price": "999999999999.00")"),
              "line_items[0].price is too large an amount");
    EXPECT_EQ(reason(R"("2026-07-03T00:00:00Z")", R"("yesterday")"),
              "updated_at is not a time like 2026-09-01T14:15:00Z");
    EXPECT_EQ(reason(R"("id": 820982911946154508)", R"("id": "x")"), "id is not a whole number");
    EXPECT_EQ(reason(R"("name": "#1")", R"("name": "a\u0000b")"), "name holds a NUL character");
}

TEST(Payloads, keep_what_is_no_json) {
    for (const auto* body : {"", "[]", "nonsense", "{\"id\":1e400}", "\xef\xbb\xbf{}"})
        EXPECT_EQ(state_of(parse(body)), State::failed) << body;
}

TEST(Payloads, give_equal_content_an_equal_version_whatever_its_form) {
    const auto one = parse(order_body);
    const auto other = parse(replaced(order_body, R"("price": "10.00")", R"("price": 10)"));
    const auto third = parse(replaced(order_body, R"("quantity": 2)", R"("quantity": 3)"));
    EXPECT_EQ(one->orders[0].version, other->orders[0].version);
    EXPECT_NE(one->orders[0].version, third->orders[0].version);
    // Else which of two customers shown under one version wins would hang on who came first.
    const auto named =
        parse(replaced(order_body, R"("first_name": "Ann")", R"("first_name": "Bo")"));
    EXPECT_NE(one->orders[0].version, named->orders[0].version);
    EXPECT_NE(one->customers[0].version, named->customers[0].version);
}

TEST(Payloads, take_a_customer_without_an_id_for_a_guest) {
    const auto parsed =
        parse(replaced(order_body, R"({"id": 7, "first_name")", R"({"first_name")"));
    ASSERT_TRUE(parsed);
    EXPECT_FALSE(parsed->orders[0].customer_id);
    EXPECT_TRUE(parsed->customers.empty());
}

TEST(Payloads, read_a_refund_and_a_customer_of_their_own) {
    const auto refund = parse(R"({"id": 9, "order_id": 1, "created_at": "2026-07-09T00:00:00Z",
        "refund_line_items": []})",
                              "refunds/create");
    ASSERT_TRUE(refund);
    EXPECT_EQ(refund->refunds.at(0).refund.order_id, OrderId{1});
    const auto customer = parse(R"({"id": 7, "first_name": "Ann", "updated_at":
        "2026-07-09T00:00:00Z"})",
                                "customers/update");
    ASSERT_TRUE(customer);
    EXPECT_TRUE(customer->customers.at(0).own);
}

TEST(Payloads, tell_lines_of_an_import_apart_by_their_keys) {
    Payloads payloads;
    EXPECT_EQ(payloads.parse_line(order_body, gbp)->orders.size(), 1U);
    EXPECT_EQ(payloads.parse_line(R"({"id": 7, "email": "a@b.c"})", gbp)->customers.size(), 1U);
    EXPECT_EQ(state_of(payloads.parse_line(R"({"id": 1, "variants": []})", gbp)), State::failed);
    EXPECT_EQ(state_of(payloads.parse_line(R"({"id": 1, "line_items": []})", gbp)), State::failed);
}

}  // namespace
}  // namespace tillwatch::shopify
