#include "ledger/sales.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/rollup.hpp"

namespace tillwatch::ledger {
namespace {

using commerce::LineItem;
using commerce::Order;
using commerce::Refund;
using commerce::RefundAdjustment;
using commerce::ShippingLine;

Instant at(std::string_view text) {
    return value_or_throw(Instant::parse(text));
}

TimeZone london() {
    return value_or_throw(TimeZone::find("Europe/London"));
}

Order order_with(std::vector<LineItem> lines) {
    Order order;
    order.id = {1};
    order.happened_at = order.created_at = at("2026-07-01T23:30:00Z");
    order.financial_status = "paid";
    order.lines = std::move(lines);
    return order;
}

LineItem line(std::int64_t id, std::int64_t quantity, std::int64_t price) {
    LineItem item;
    item.id = {id};
    item.quantity = quantity;
    item.price = {price};
    return item;
}

Refund refund_of(std::int64_t id, std::string_view when) {
    Refund refund;
    refund.id = {id};
    refund.happened_at = at(when);
    return refund;
}

std::vector<Sale> sales(const Order& order) {
    return sales_of(order, london());
}

/// What the rows of an order sum up to over all days.
Measures sums(const Order& order) {
    RollupDeltas deltas;
    add_order(deltas, sales(order), london().local(order.happened_at).day, +1);
    Measures sum;
    for (const auto& [_, measures] : deltas) sum += measures;
    return sum;
}

TEST(SalesOf, dates_an_order_by_the_stores_clocks) {
    const auto rows = sales(order_with({line(11, 2, 500)}));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].day.text(), "2026-07-02");  // 00:30 in British Summer Time
    EXPECT_EQ(rows[0].hour, 0);
    EXPECT_EQ(rows[0].total.minor, 1000);
    EXPECT_EQ(rows[0].action, Action::order);
}

TEST(SalesOf, adds_tax_to_prices_without_it) {
    auto item = line(11, 3, 1000);
    item.discount = {300};
    item.tax = {540};
    const auto rows = sales(order_with({item}));
    EXPECT_EQ(rows[0].total.minor, 3240);
    EXPECT_EQ(rows[0].tax.minor, 540);
    EXPECT_EQ(rows[0].discount.minor, 300);
    EXPECT_EQ(rows[0].net().minor, 2700);
    EXPECT_EQ(rows[0].gross().minor, 3000);
}

TEST(SalesOf, takes_tax_out_of_prices_that_contain_it) {
    auto item = line(11, 1, 12000);
    item.discount = {1200};
    item.tax = {1800};  // 20 % within 10800
    auto order = order_with({item});
    order.taxes_included = true;
    const auto rows = sales(order);
    EXPECT_EQ(rows[0].total.minor, 10800);
    EXPECT_EQ(rows[0].net().minor, 9000);
    EXPECT_EQ(rows[0].discount.minor, 1000);
    EXPECT_EQ(rows[0].gross().minor, 10000);
}

TEST(SalesOf, takes_tax_out_of_a_whole_discount_by_its_rate) {
    auto item = line(11, 1, 1200);
    item.discount = {1200};
    item.tax_rate_ppm = 200'000;
    auto order = order_with({item});
    order.taxes_included = true;
    EXPECT_EQ(sales(order)[0].total.minor, 0);
    EXPECT_EQ(sales(order)[0].discount.minor, 1000);
}

TEST(SalesOf, spreads_an_orders_tax_over_lines_that_state_none) {
    auto order = order_with({line(11, 1, 1000), line(12, 1, 1000), line(13, 1, 1000)});
    order.total_tax = {100};
    const auto rows = sales(order);
    std::vector<std::int64_t> taxes;
    for (const auto& row : rows) taxes.push_back(row.tax.minor);
    EXPECT_THAT(taxes, testing::ElementsAre(34, 33, 33));  // the rest goes to the first

    order.lines[0].tax = {100};
    EXPECT_EQ(sales(order)[1].tax.minor, 0);
}

TEST(SalesOf, leaves_an_orders_tax_with_shipping_where_all_lines_are_free) {
    auto order = order_with({line(11, 1, 0)});
    order.shipping_lines = {ShippingLine{{500}, {0}, {0}}};
    order.total_tax = {100};
    EXPECT_EQ(sums(order).taxes, 100);
    EXPECT_EQ(sums(order).shipping, 500);
}

TEST(SalesOf, keeps_gift_cards_and_tips_out_of_sales) {
    auto card = line(11, 1, 5000);
    card.gift_card = true;
    auto order = order_with({card, line(12, 1, 700)});
    order.tip = {150};
    const auto sum = sums(order);
    EXPECT_EQ(sum.gross_sales, 700);
    EXPECT_EQ(sum.gift_cards, 5000);
    EXPECT_EQ(sum.tips, 150);
    EXPECT_EQ(sum.orders, 1);
}

TEST(SalesOf, counts_no_order_of_gift_cards_alone) {
    auto card = line(11, 1, 5000);
    card.gift_card = true;
    EXPECT_EQ(sums(order_with({card})).orders, 0);
}

TEST(SalesOf, knows_nothing_of_test_orders) {
    auto order = order_with({line(11, 1, 100)});
    order.test = true;
    EXPECT_TRUE(sales(order).empty());
}

TEST(SalesOf, books_shipping_after_its_discount) {
    auto order = order_with({line(11, 1, 1000)});
    order.shipping_lines = {ShippingLine{{400}, {100}, {80}}};
    const auto sum = sums(order);
    EXPECT_EQ(sum.shipping, 400);
    EXPECT_EQ(sum.taxes, 80);
    EXPECT_EQ(sum.discounts, 0);  // a discount on shipping is none on goods
}

TEST(SalesOf, books_a_refund_on_its_own_day_as_stated) {
    auto item = line(11, 3, 1000);
    item.tax = {600};
    auto order = order_with({item});
    auto refund = refund_of(5, "2026-08-01T10:00:00Z");
    refund.lines = {{{11}, 1, {999}, {200}}};
    order.refunds = {refund};
    const auto rows = sales(order);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].day.text(), "2026-08-01");
    EXPECT_EQ(rows[1].action, Action::give_back);
    EXPECT_EQ(rows[1].quantity, -1);
    EXPECT_EQ(rows[1].total.minor, -1199);
    EXPECT_EQ(rows[1].net().minor, -999);

    order.taxes_included = true;  // then the subtotal contains the tax
    EXPECT_EQ(sales(order)[1].total.minor, -999);
    EXPECT_EQ(sales(order)[1].net().minor, -799);
}

TEST(SalesOf, books_a_refunded_gift_card_under_gift_cards) {
    auto card = line(11, 1, 5000);
    card.gift_card = true;
    auto order = order_with({card});
    auto refund = refund_of(5, "2026-08-01T10:00:00Z");
    refund.lines = {{{11}, 1, {5000}, {0}}};
    order.refunds = {refund};
    EXPECT_EQ(sums(order).gift_cards, 0);
    EXPECT_EQ(sums(order).returns, 0);
}

TEST(SalesOf, books_shipping_given_back_and_discrepancies_apart) {
    auto order = order_with({line(11, 1, 1000)});
    auto refund = refund_of(5, "2026-08-01T10:00:00Z");
    refund.adjustments = {{RefundAdjustment::Kind::shipping, {-500}, {-100}},
                          {RefundAdjustment::Kind::discrepancy, {-250}, {0}}};
    order.refunds = {refund};
    const auto sum = sums(order);
    EXPECT_EQ(sum.shipping, -500);
    EXPECT_EQ(sum.returns, -250);
    EXPECT_EQ(sum.taxes, -100);
}

TEST(SalesOf, gives_discounts_back_by_units_without_loss) {
    auto item = line(11, 3, 1000);
    item.discount = {100};
    auto order = order_with({item});
    for (const auto* day :
         {"2026-08-01T10:00:00Z", "2026-08-02T10:00:00Z", "2026-08-03T10:00:00Z"}) {
        auto refund = refund_of(static_cast<std::int64_t>(order.refunds.size()) + 1, day);
        refund.lines = {{{11}, 1, {966}, {0}}};
        order.refunds.push_back(refund);
    }
    std::vector<std::int64_t> discounts;
    for (const auto& row : sales(order)) discounts.push_back(row.discount.minor);
    EXPECT_THAT(discounts, testing::ElementsAre(100, -34, -33, -33));
}

TEST(SalesOf, takes_removed_units_back_inexactly) {
    auto item = line(11, 3, 1000);
    item.current_quantity = 2;
    const auto order = order_with({item});
    const auto rows = sales(order);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].quantity, -1);
    EXPECT_EQ(rows[1].total.minor, -1000);
    EXPECT_TRUE(rows[1].inexact);
    EXPECT_EQ(sums(order).inexact_orders, 1);
    EXPECT_EQ(sums(order).units, 3);
}

TEST(SalesOf, does_not_take_refunded_units_for_removed_ones) {
    auto item = line(11, 3, 1000);
    item.current_quantity = 2;
    auto order = order_with({item});
    auto refund = refund_of(5, "2026-08-01T10:00:00Z");
    refund.lines = {{{11}, 1, {1000}, {0}}};
    order.refunds = {refund};
    EXPECT_EQ(sales(order).size(), 2U);
    EXPECT_EQ(sums(order).inexact_orders, 0);
}

TEST(SalesOf, reverses_an_order_that_was_cancelled_unpaid) {
    auto item = line(11, 2, 1000);
    item.tax = {400};
    item.current_quantity = 0;
    auto order = order_with({item});
    order.shipping_lines = {ShippingLine{{300}, {0}, {60}}};
    order.tip = {50};
    order.financial_status = "voided";
    order.cancelled_at = at("2026-07-05T12:00:00Z");
    const auto sum = sums(order);
    EXPECT_EQ(sum.gross_sales, 2000);  // the sale stays on its day
    EXPECT_EQ(sum.returns, -2000);     // and its reversal on the day of the cancellation
    EXPECT_EQ(sum.shipping, 0);
    EXPECT_EQ(sum.taxes, 0);
    EXPECT_EQ(sum.tips, 0);
    EXPECT_EQ(sum.orders, 1);

    order.financial_status = "paid";  // paid and not refunded: only the removed units
    EXPECT_EQ(sums(order).shipping, 300);
    EXPECT_EQ(sums(order).tips, 50);
}

TEST(Rollup, takes_back_exactly_what_it_added) {
    auto item = line(11, 3, 333);
    item.discount = {100};
    const auto order = order_with({item});
    RollupDeltas deltas;
    add_order(deltas, sales(order), Day{1}, +1);
    add_order(deltas, sales(order), Day{1}, -1);
    for (const auto& [_, measures] : deltas) EXPECT_TRUE(measures.is_zero());
}

}  // namespace
}  // namespace tillwatch::ledger
