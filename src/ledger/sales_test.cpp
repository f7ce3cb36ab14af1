#include "ledger/sales.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/test_orders.hpp"

namespace tillwatch::ledger {
namespace {

using commerce::Charge;
using commerce::ShippingLine;
using testing::ElementsAre;

constexpr auto own_day = "2026-07-02";

TEST(SalesOf, dates_an_order_by_the_stores_clocks) {
    const auto order = order_with({line(11, 2, 500)});
    const auto in_london = sales_in_london(order);
    EXPECT_THAT(in_london, ElementsAre(Row{.day = own_day, .quantity = 2, .total = 1000}));
    EXPECT_EQ(in_london[0].hour, 0);  // 00:30 in British Summer Time

    const auto in_new_york = sales_of(order, zone("America/New_York"));
    EXPECT_EQ(in_new_york[0].day.text(), "2026-07-01");
    EXPECT_EQ(in_new_york[0].hour, 19);
}

TEST(SalesOf, dates_rows_on_the_days_when_the_clocks_change) {
    const auto local = [](std::string_view place, std::string_view when) {
        auto order = order_with({line(11, 1, 100)});
        order.base.happened_at = at(when);
        const auto sale = sales_of(order, zone(place)).at(0);
        return sale.day.text() + " " + std::to_string(sale.hour);
    };
    EXPECT_EQ(local("Europe/London", "2026-03-29T00:59:59Z"), "2026-03-29 0");
    EXPECT_EQ(local("Europe/London", "2026-03-29T01:00:00Z"), "2026-03-29 2");  // no hour 1
    EXPECT_EQ(local("Europe/London", "2026-10-25T00:30:00Z"), "2026-10-25 1");
    EXPECT_EQ(local("Europe/London", "2026-10-25T01:30:00Z"), "2026-10-25 1");  // again
    // 4 November 2018 had no midnight in São Paulo; 17 February 2019 ended an hour later.
    EXPECT_EQ(local("America/Sao_Paulo", "2018-11-04T02:59:59Z"), "2018-11-03 23");
    EXPECT_EQ(local("America/Sao_Paulo", "2018-11-04T03:00:00Z"), "2018-11-04 1");
    EXPECT_EQ(local("America/Sao_Paulo", "2019-02-17T02:30:00Z"), "2019-02-16 23");
    EXPECT_EQ(local("America/Sao_Paulo", "2019-02-17T03:00:00Z"), "2019-02-17 0");
}

TEST(SalesOf, names_the_goods_of_a_line) {
    auto item = line(11, 1, 500);
    item.product_id = {21};
    item.variant_id = {31};
    item.vendor = "Acme";
    item.sku = "A-1";
    auto order = order_with({item});
    order.base.refunds = {refund_of(5, "2026-08-01T10:00:00Z", {{{11}, 1, {500}, {0}}})};
    const auto rows = sales_in_london(order);
    ASSERT_EQ(rows.size(), 2U);
    for (const auto& row : rows) {
        EXPECT_EQ(row.line_item_id, LineItemId{11});
        EXPECT_EQ(row.product_id, ProductId{21});
        EXPECT_EQ(row.variant_id, VariantId{31});
        EXPECT_EQ(row.vendor, "Acme");
        EXPECT_EQ(row.sku, "A-1");
    }
}

TEST(SalesOf, adds_tax_to_prices_without_it) {
    auto item = line(11, 3, 1000);
    item.discount = {300};
    item.tax = {540};
    const auto row = sales_in_london(order_with({item})).at(0);
    EXPECT_EQ(row.total.minor, 3240);
    EXPECT_EQ(row.tax.minor, 540);
    EXPECT_EQ(row.discount.minor, 300);
    EXPECT_EQ(row.net().minor, 2700);
    EXPECT_EQ(row.gross().minor, 3000);
}

TEST(SalesOf, takes_tax_out_of_prices_that_contain_it) {
    auto item = line(11, 1, 12000);
    item.discount = {1200};
    item.tax = {1800};  // 20 % within 10800
    auto order = order_with({item});
    order.base.taxes_included = true;
    const auto row = sales_in_london(order).at(0);
    EXPECT_EQ(row.total.minor, 10800);
    EXPECT_EQ(row.net().minor, 9000);
    EXPECT_EQ(row.discount.minor, 1000);
    EXPECT_EQ(row.gross().minor, 10000);
}

TEST(SalesOf, rounds_half_a_cent_of_discount_up) {
    auto item = line(11, 1, 103);
    item.discount = {3};
    item.tax = {50};  // half of what is paid: 3 · 50 ÷ 100 = 1.5
    auto order = order_with({item});
    order.base.taxes_included = true;
    EXPECT_EQ(sales_in_london(order).at(0).discount.minor, 2);

    order.base.lines[0].tax = {51};  // 3 · 49 ÷ 100 = 1.47
    EXPECT_EQ(sales_in_london(order).at(0).discount.minor, 1);
}

TEST(SalesOf, takes_tax_out_of_a_whole_discount_by_its_rate) {
    auto item = line(11, 1, 1200);
    item.discount = {1200};
    item.tax_rate_ppm = 200'000;
    auto order = order_with({item});
    order.base.taxes_included = true;
    const auto row = sales_in_london(order).at(0);
    EXPECT_EQ(row.total.minor, 0);
    EXPECT_EQ(row.discount.minor, 1000);

    order.base.taxes_included = false;
    EXPECT_EQ(sales_in_london(order).at(0).discount.minor, 1200);
}

TEST(SalesOf, takes_amounts_of_currencies_without_and_with_three_decimals) {
    const auto yen = value_or_throw(Currency::parse("JPY"));
    auto item = line(11, 3, value_or_throw(Money::parse("1842", yen)).minor);
    item.discount = value_or_throw(Money::parse("100", yen));
    EXPECT_EQ(sales_in_london(order_with({item})).at(0).total.text(yen), "5426");

    const auto dinar = value_or_throw(Currency::parse("KWD"));
    item = line(11, 3, value_or_throw(Money::parse("1.842", dinar)).minor);
    item.discount = value_or_throw(Money::parse("0.1005", dinar));  // 0.101: rounded once
    EXPECT_EQ(sales_in_london(order_with({item})).at(0).total.text(dinar), "5.425");
}

TEST(SalesOf, spreads_an_orders_tax_over_lines_that_state_none) {
    auto order = order_with({line(11, 1, 1000), line(12, 1, 1000), line(13, 1, 1000)});
    order.base.total_tax = {100};
    std::vector<std::int64_t> taxes;
    for (const auto& row : sales_in_london(order)) taxes.push_back(row.tax.minor);
    EXPECT_THAT(taxes, ElementsAre(34, 33, 33));  // the rest goes to the first

    order.base.lines[0].tax = {100};
    EXPECT_EQ(sales_in_london(order).at(1).tax.minor, 0);
}

TEST(SalesOf, gives_the_rest_of_an_orders_tax_to_the_first_lines_that_are_not_free) {
    auto order = order_with(
        {line(10, 1, 0), line(11, 1, 500), line(12, 1, 500), line(13, 1, 500), line(14, 1, 500)});
    order.base.total_tax = {102};
    std::vector<std::int64_t> taxes;
    for (const auto& row : sales_in_london(order)) taxes.push_back(row.tax.minor);
    EXPECT_THAT(taxes, ElementsAre(0, 26, 26, 25, 25));
}

TEST(SalesOf, spreads_an_orders_tax_beside_that_of_its_duties_and_fees) {
    auto order = order_with({line(11, 1, 1000)});
    order.base.total_tax = {100};
    order.base.duties = {{.line_item_id = {}, .price = {500}, .tax = {60}}};
    order.base.fees = {{.line_item_id = {}, .price = {200}, .tax = {30}}};
    EXPECT_EQ(sales_in_london(order).at(0).tax.minor, 100);
    EXPECT_EQ(sums(order).taxes, 190);
}

TEST(SalesOf, leaves_an_orders_tax_with_shipping_where_all_lines_are_free) {
    auto order = order_with({line(11, 1, 0)});
    order.base.shipping_lines = {ShippingLine{{500}, {0}, {0}}};
    order.base.total_tax = {100};
    EXPECT_EQ(sums(order).taxes, 100);
    EXPECT_EQ(sums(order).shipping, 500);
}

TEST(SalesOf, keeps_gift_cards_and_tips_out_of_sales) {
    auto card = line(11, 1, 5000);
    card.gift_card = true;
    auto order = order_with({card, line(12, 1, 700)});
    order.base.tip = {150};
    const auto sum = sums(order);
    EXPECT_EQ(sum.gross_sales, 700);
    EXPECT_EQ(sum.units, 1);
    EXPECT_EQ(sum.gift_cards, 5000);
    EXPECT_EQ(sum.tips, 150);
    EXPECT_EQ(sum.total_sales(), 700);
}

TEST(SalesOf, tells_a_tip_that_is_a_line_only_once) {
    auto tip = line(13, 1, 150);
    tip.tip = true;
    auto order = order_with({line(12, 1, 700), tip});
    order.base.tip = {150};
    EXPECT_EQ(sums(order).tips, 150);
    EXPECT_EQ(sums(order).gross_sales, 700);

    order.base.lines[1].tip = false;  // a product beside a tip
    EXPECT_EQ(sums(order).tips, 150);
    EXPECT_EQ(sums(order).gross_sales, 850);
}

TEST(SalesOf, books_shipping_after_its_discount) {
    auto order = order_with({line(11, 1, 1000)});
    order.base.shipping_lines = {ShippingLine{{400}, {100}, {80}}};
    const auto sum = sums(order);
    EXPECT_EQ(sum.shipping, 400);
    EXPECT_EQ(sum.taxes, 80);
    EXPECT_EQ(sum.discounts, 0);  // a discount on shipping is none on goods

    order.base.taxes_included = true;
    EXPECT_EQ(sums(order).shipping, 320);
    EXPECT_EQ(sums(order).taxes, 80);
}

TEST(SalesOf, books_duties_and_fees_with_their_tax_apart_from_goods) {
    auto order = order_with({line(11, 1, 1000)});
    order.base.duties = {Charge{LineItemId{11}, {300}, {60}}};
    order.base.fees = {Charge{{}, {50}, {5}}};
    for (const bool taxes_included : {false, true}) {
        order.base.taxes_included = taxes_included;
        const auto sum = sums(order);
        EXPECT_EQ(sum.gross_sales, 1000);
        EXPECT_EQ(sum.duties, 300);
        EXPECT_EQ(sum.fees, 50);
        EXPECT_EQ(sum.taxes, 65);
        EXPECT_EQ(sum.total_sales(), 1415);
    }
    EXPECT_FALSE(sales_in_london(order).at(1).line_item_id);  // a duty is no row of goods
}

TEST(SalesOf, keeps_no_row_that_says_nothing) {
    auto order = order_with({line(11, 0, 1000)});
    order.base.duties = {};
    EXPECT_TRUE(sales_in_london(order).empty());
    order.base.lines[0].quantity = 1;
    order.base.lines[0].price = {0};  // a free unit does say something
    EXPECT_EQ(sales_in_london(order).size(), 1U);
}

TEST(SalesOf, knows_nothing_of_test_orders) {
    auto order = order_with({line(11, 1, 100)});
    order.base.test = true;
    EXPECT_TRUE(sales_in_london(order).empty());
    order.agreements.emplace();
    order.agreements->version = order.base.version;
    order.agreements->sales.resize(1);
    order.agreements->sales[0].total = {100};
    EXPECT_TRUE(sales_in_london(order).empty());
}

commerce::EffectiveOrder order_with_agreements() {
    auto item = line(11, 2, 500);
    item.product_id = {21};
    item.vendor = "Acme";
    item.current_quantity = 1;  // the snapshot would make an inexact row of it
    auto order = order_with({item});
    order.agreements.emplace();
    order.agreements->version = order.base.version;
    order.agreements->sales = {
        {at("2026-07-01T23:30:00Z"),
         Action::order,
         LineType::product,
         2,
         {1200},
         {200},
         {50},
         LineItemId{11}},
        {at("2026-09-30T22:59:59Z"),
         Action::give_back,
         LineType::product,
         -1,
         {-600},
         {-100},
         {-25},
         LineItemId{11}},
        {at("2026-09-30T23:00:00Z"),
         Action::update,
         LineType::product,
         0,
         {},
         {},
         {},
         LineItemId{11}},
    };
    return order;
}

TEST(SalesOf, takes_shopifys_own_ledger_where_it_is_as_new_as_the_order) {
    const auto rows = sales_in_london(order_with_agreements());
    EXPECT_THAT(rows, ElementsAre(Row{own_day, Action::order, LineType::product, 2, 1200, 200, 50},
                                  Row{"2026-09-30", Action::give_back, LineType::product, -1, -600,
                                      -100, -25}));
    EXPECT_EQ(rows[1].hour, 23);
    EXPECT_EQ(rows[1].product_id, ProductId{21});
    EXPECT_EQ(rows[1].vendor, "Acme");
    EXPECT_FALSE(rows[1].inexact);
}

TEST(SalesOf, does_not_take_shopifys_own_ledger_where_the_order_is_newer) {
    auto order = order_with_agreements();
    order.agreements->version.updated_at.ms = order.base.version.updated_at.ms - 1;
    const auto rows = sales_in_london(order);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].total.minor, 1000);
    EXPECT_TRUE(rows[1].inexact);
}

}  // namespace
}  // namespace tillwatch::ledger
