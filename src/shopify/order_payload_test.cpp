#include <gtest/gtest.h>

#include "shopify/fields.hpp"
#include "shopify/payload_sample.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::Order;
using Kind = commerce::RefundAdjustment::Kind;
using State = Rejection::State;

Order order_of(std::string_view body, std::string_view currency = "GBP") {
    auto parsed = parse(body, "orders/updated", currency);
    EXPECT_TRUE(parsed) << parsed.error().reason;
    return parsed ? parsed->orders.at(0) : Order{};
}

commerce::Refund refund_of(std::string_view more) {
    const auto body = R"({"id": 9, "order_id": 1, "created_at": "2026-07-09T00:00:00Z",
        "refund_line_items": [], )" +
                      std::string(more) + "}";
    auto parsed = parse(body, "refunds/create");
    EXPECT_TRUE(parsed) << parsed.error().reason;
    return parsed ? parsed->refunds.at(0).refund : commerce::Refund{};
}

TEST(OrderPayload, keeps_by_what_an_order_can_be_told_apart) {
    const auto order = order_of(with(R"("discount_codes": [{"code": "TEN"}, {"code": "FREE"},
        {"code": "TEN"}], "payment_gateway_names": ["visa", "gift_card", "visa", ""],
        "referring_site": "https://a.example/?q", "checkout_token": "t0")"));
    EXPECT_EQ(order.discount_codes, (std::vector<std::string>{"TEN", "FREE"}));
    EXPECT_EQ(order.gateways, (std::vector<std::string>{"visa", "gift_card"}));
    EXPECT_EQ(order.referrer, "https://a.example/?q");
    EXPECT_EQ(order.checkout_token, "t0");
}

TEST(OrderPayload, cuts_what_is_too_long_at_a_character) {
    const std::string longest(text_bytes_max, 'x');
    const auto two_bytes = longest.substr(1) + "\u00e9";
    const auto order = order_of(
        with(R"("checkout_token": ")" + longest + R"(", "referring_site": ")" + two_bytes +
             R"(", "payment_gateway_names": [")" + two_bytes + R"(", ")" + two_bytes + R"(!"])"));
    EXPECT_EQ(order.checkout_token, longest);
    EXPECT_EQ(order.referrer, longest.substr(1));
    EXPECT_EQ(order.gateways, std::vector{longest.substr(1)});
}

TEST(OrderPayload, takes_absent_and_null_keys_alike) {
    const auto nulls = order_of(with(R"("discount_codes": null, "payment_gateway_names": null,
        "referring_site": null, "checkout_token": null, "additional_fees": null,
        "original_total_duties_set": null, "original_total_additional_fees_set": null)"));
    EXPECT_EQ(nulls.version, order_of(order_body).version);
}

TEST(OrderPayload, keeps_tax_lines_and_allocations_of_a_line_as_they_are) {
    const auto line = order_of(replaced(order_body, R"({"amount": "1.00"})",
                                        R"({"amount": "1.00", "discount_application_index": 2})"))
                          .lines.at(0);
    EXPECT_EQ(line.tax_lines,
              (std::vector<commerce::TaxLine>{{.title = "", .rate_ppm = 100'000, .price = {185}}}));
    EXPECT_EQ(line.discount_allocations,
              (std::vector<commerce::DiscountAllocation>{{2, {100}}, {0, {50}}}));
}

TEST(OrderPayload, knows_a_tip_by_the_object_that_says_so) {
    EXPECT_FALSE(order_of(order_body).lines.at(0).tip);
    const auto null = replaced(order_body, R"({"id": 11,)", R"({"id": 11, "tip": null,)");
    EXPECT_FALSE(order_of(null).lines.at(0).tip);
    const auto tip =
        replaced(order_body, R"({"id": 11,)", R"({"id": 11, "tip": {"payment_gateway": "visa"},)");
    EXPECT_TRUE(order_of(tip).lines.at(0).tip);
}

TEST(OrderPayload, attaches_duties_to_their_line) {
    const auto order = order_of(with(R"("original_total_duties_set": {"shop_money":
        {"amount": "9.00"}})",
                                     replaced(order_body, R"({"id": 11,)", R"({"id": 11,
        "duties": [{"price_set": {"shop_money": {"amount": "3.00"}}, "tax_lines": [
            {"price": "0.20"}, {"price_set": {"shop_money": {"amount": "0.10"}}}]},
            {"shop_money": {"amount": "1.00"}}],)")));
    EXPECT_EQ(order.duties, (std::vector<commerce::Charge>{{LineItemId{11}, {300}, {30}},
                                                           {LineItemId{11}, {100}, {}}}));
}

TEST(OrderPayload, takes_the_total_of_duties_where_no_line_names_its_own) {
    const auto order = order_of(with(R"("original_total_duties_set": {"shop_money":
        {"amount": "9.00"}})"));
    EXPECT_EQ(order.duties, (std::vector<commerce::Charge>{{std::nullopt, {900}, {}}}));
}

TEST(OrderPayload, takes_fees_from_their_list_else_their_total) {
    constexpr auto total = R"("original_total_additional_fees_set": {"shop_money":
        {"amount": "5.00"}})";
    EXPECT_EQ(order_of(with(total)).fees,
              (std::vector<commerce::Charge>{{std::nullopt, {500}, {}}}));
    const auto listed = with(R"("additional_fees": [{"price": "4.00", "tax_lines":
        [{"price": "0.40"}]}])",
                             with(total));
    EXPECT_EQ(order_of(listed).fees, (std::vector<commerce::Charge>{{std::nullopt, {400}, {40}}}));
    EXPECT_TRUE(order_of(replaced(with(total), "5.00", "0.00")).fees.empty());
}

TEST(OrderPayload, keeps_ids_above_two_to_the_53rd_exact) {
    const auto order = order_of(
        replaced(order_body, R"("product_id": null)", R"("product_id": 9223372036854775807)"));
    EXPECT_EQ(order.id.value, 820982911946154508);
    EXPECT_EQ(order.lines.at(0).product_id, ProductId{9223372036854775807});
    EXPECT_EQ(reason_of(parse(replaced(order_body, R"("product_id": null)",
                                       R"("product_id": 9223372036854775808)"))),
              "line_items[0].product_id is not a whole number");
}

TEST(OrderPayload, rounds_amounts_once_to_the_decimals_of_the_currency) {
    const auto price = [](std::string_view amount, std::string_view currency) {
        const auto body = replaced(
            replaced(order_body, R"("price": "10.00")", R"("price": )" + std::string(amount)),
            "GBP", currency);
        return order_of(body, currency).lines.at(0).price.minor;
    };
    EXPECT_EQ(price(R"("10")", "GBP"), 1000);
    EXPECT_EQ(price("10.005", "GBP"), 1001);
    EXPECT_EQ(price(R"("10.0049999999")", "GBP"), 1000);
    EXPECT_EQ(price(R"("1842")", "JPY"), 1842);
    EXPECT_EQ(price(R"("1842.50")", "JPY"), 1843);
    EXPECT_EQ(price(R"("1.2345")", "KWD"), 1235);
}

TEST(OrderPayload, takes_the_shop_s_amount_of_a_set_never_the_buyer_s) {
    const auto body = replaced(order_body, R"("price": "10.00")",
                               R"("price": "8.00", "price_set": {"presentment_money":
        {"amount": "99"}, "shop_money": {"amount": "10"}})");
    EXPECT_EQ(order_of(body).lines.at(0).price.minor, 1000);
}

TEST(RefundPayload, lowers_by_what_was_returned_beyond_the_calculation) {
    const auto refund = refund_of(R"("order_adjustments": [
        {"kind": "refund_discrepancy", "amount": "-5.00", "tax_amount": "-0.50"},
        {"kind": "refund_discrepancy", "amount": "2.00", "tax_amount": "0.00"}])");
    EXPECT_EQ(refund.adjustments,
              (std::vector<commerce::RefundAdjustment>{{Kind::discrepancy, {-500}, {-50}},
                                                       {Kind::discrepancy, {200}, {}}}));
}

TEST(RefundPayload, takes_the_tax_of_returned_shipping_from_its_line_else_from_the_adjustments) {
    constexpr auto line = R"("refund_shipping_lines": [{"subtotal_amount": "5.00"}])";
    constexpr auto adjustment = R"(, "order_adjustments": [{"kind": "shipping_refund",
        "amount": "-4.05", "tax_amount": "-0.95"}])";
    const auto given_back = [](std::string_view list) { return refund_of(list).adjustments; };
    const auto shipping = [](std::int64_t tax) {
        return std::vector<commerce::RefundAdjustment>{{Kind::shipping_line, {-500}, {tax}}};
    };
    EXPECT_EQ(given_back(line), shipping(0));
    EXPECT_EQ(given_back(std::string(line) + adjustment), shipping(-95));
    EXPECT_EQ(
        given_back(replaced(line, R"("5.00")", R"("5.00", "tax_amount": "0.80")") + adjustment),
        shipping(-80));
    EXPECT_EQ(
        given_back(replaced(line, R"("5.00")", R"("5.00", "tax_lines": [{"price": "0.70"}])") +
                   adjustment),
        shipping(-70));
    EXPECT_EQ(given_back(replaced(line, R"("5.00")", R"("5.00", "tax_lines": [])") + adjustment),
              shipping(-95));
    EXPECT_EQ(given_back(replaced(line, "[{", R"([{"subtotal_amount": "2.00", "tax_lines":
        [{"price": "0.38"}]}, {)") +
                         adjustment),
              (std::vector<commerce::RefundAdjustment>{{Kind::shipping_line, {-200}, {-95}},
                                                       {Kind::shipping_line, {-500}, {}}}));
    EXPECT_EQ(given_back(adjustment + 2),
              (std::vector<commerce::RefundAdjustment>{{Kind::shipping, {-405}, {-95}}}));
}

TEST(RefundPayload, gives_duties_back_as_negative_once) {
    constexpr auto total = R"("total_duties_set": {"shop_money": {"amount": "3.00"}})";
    const std::vector<commerce::RefundAdjustment> given_back{{Kind::duty, {-300}, {}}};
    EXPECT_EQ(refund_of(total).adjustments, given_back);
    EXPECT_EQ(refund_of(R"("duties": [{"duty_id": 1, "amount_set": {"shop_money":
        {"amount": "3.00"}}}], )" +
                        std::string(total))
                  .adjustments,
              given_back);
    EXPECT_EQ(
        refund_of(R"("duties": [], "refund_duties": [{"duty_id": 1, "refund_type": "FULL"}], )" +
                  std::string(total))
            .adjustments,
        given_back);
    EXPECT_TRUE(
        refund_of(R"("total_duties_set": {"shop_money": {"amount": "0.00"}})").adjustments.empty());
}

TEST(RefundPayload, refuses_duties_of_which_only_some_say_their_amount) {
    EXPECT_EQ(
        reason_of(parse(with(R"("duties": [{"duty_id": 1, "amount": "2.00"}, {"duty_id": 2}])",
                             R"({"id": 9, "order_id": 1, "created_at": "2026-07-09T00:00:00Z",
        "transactions": []})"),
                        "refunds/create")),
        "duties names a duty without its amount");
}

TEST(RefundPayload, keeps_transactions_in_the_currency_that_was_paid) {
    const auto refund = refund_of(R"("transactions": [
        {"id": 1, "kind": "refund", "status": "success", "gateway": "visa", "amount": "75.00"},
        {"id": 2, "kind": "refund", "status": "pending", "amount": "1842", "currency": "JPY"},
        {"id": 3, "kind": "void", "status": "success", "amount": "1.00", "currency": "XQQ"}])");
    ASSERT_EQ(refund.transactions.size(), 3U);
    EXPECT_EQ(refund.transactions[0],
              (commerce::Transaction{1, "refund", "success", "visa", {7500}}));
    EXPECT_EQ(refund.transactions[1].amount.minor, 1842);
    EXPECT_EQ(refund.transactions[2].amount.minor, 100);
}

TEST(RefundPayload, may_have_transactions_alone_or_lines_alone) {
    constexpr auto bare = R"({"id": 9, "order_id": 1, "created_at": "2026-07-09T00:00:00Z"})";
    EXPECT_EQ(state_of(parse(bare, "refunds/create")), State::ignored);
    EXPECT_TRUE(parse(with(R"("transactions": [])", bare), "refunds/create"));
    EXPECT_TRUE(parse(with(R"("refund_line_items": [])", bare), "refunds/create"));
    EXPECT_EQ(reason_of(parse(
                  with(R"("refund_line_items": [])", replaced(bare, R"("order_id": 1, )", "")),
                  "refunds/create")),
              "order_id is missing");
}

}  // namespace
}  // namespace tillwatch::shopify
