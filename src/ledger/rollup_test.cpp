#include "ledger/rollup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/test_orders.hpp"

namespace tillwatch::ledger {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

const Day first_of_july = day("2026-07-01");
const Day first_of_august = day("2026-08-01");

Sale sale_of(Action action, LineType line_type) {
    Sale sale;
    sale.action = action;
    sale.line_type = line_type;
    sale.quantity = 2;
    sale.total = {1100};
    sale.tax = {100};
    sale.discount = {50};
    return sale;
}

Sale goods(Day when, int hour, std::int64_t product_id, std::int64_t total) {
    Sale sale;
    sale.day = when;
    sale.hour = hour;
    sale.happened_at = {when.number * 86'400'000LL + hour * 3'600'000LL};
    sale.quantity = 1;
    sale.total = {total};
    sale.line_item_id = {product_id};
    sale.product_id = {product_id};
    sale.variant_id = {product_id + 100};
    sale.vendor = "Acme";
    return sale;
}

Sale returned(Day when, int hour, std::int64_t product_id, std::int64_t total) {
    auto sale = goods(when, hour, product_id, -total);
    sale.action = Action::give_back;
    sale.quantity = -1;
    return sale;
}

OrderEntry entry_with(std::vector<Sale> sales) {
    OrderEntry order;
    order.order_id = {1};
    order.day = first_of_july;
    order.sales = std::move(sales);
    return order;
}

RollupDeltas deltas_of(const OrderEntry& order) {
    RollupDeltas deltas;
    add_order(deltas, order, +1);
    return deltas;
}

using Figures = std::vector<std::pair<std::string, std::int64_t>>;

/// One measure of a dimension, as "value day" and what it is there.
Figures figures(const OrderEntry& order, Dimension dimension, std::int64_t Measures::* measure) {
    Figures found;
    for (const auto& [key, measures] : deltas_of(order))
        if (key.dimension == dimension)
            found.emplace_back(key.value + " " + key.day.text(), measures.*measure);
    return found;
}

TEST(Measures, of_goods_depend_on_the_action) {
    const auto ordered = measures_of(sale_of(Action::order, LineType::product));
    EXPECT_EQ(ordered.units, 2);
    EXPECT_EQ(ordered.gross_sales, 1050);
    EXPECT_EQ(ordered.discounts, -50);
    EXPECT_EQ(ordered.order_value, 1000);
    EXPECT_EQ(ordered.returns, 0);
    EXPECT_EQ(ordered.taxes, 100);
    EXPECT_EQ(ordered.net_sales(), 1000);
    EXPECT_EQ(ordered.total_sales(), 1100);

    const auto updated = measures_of(sale_of(Action::update, LineType::product));
    EXPECT_EQ(updated.gross_sales, 1050);
    EXPECT_EQ(updated.units, 2);
    EXPECT_EQ(updated.order_value, 0);  // a later change

    const auto given_back = measures_of(sale_of(Action::give_back, LineType::product));
    EXPECT_EQ(given_back.returns, 1000);
    EXPECT_EQ(given_back.gross_sales, 0);
    EXPECT_EQ(given_back.discounts, 0);
    EXPECT_EQ(given_back.units, 0);
    EXPECT_EQ(given_back.taxes, 100);
}

TEST(Measures, of_what_is_no_goods_are_its_own_alone) {
    for (const auto action : {Action::order, Action::update, Action::give_back}) {
        EXPECT_EQ(measures_of(sale_of(action, LineType::shipping)),
                  (Measures{.shipping = 1000, .taxes = 100}));
        EXPECT_EQ(measures_of(sale_of(action, LineType::duty)),
                  (Measures{.duties = 1000, .taxes = 100}));
        EXPECT_EQ(measures_of(sale_of(action, LineType::fee)),
                  (Measures{.fees = 1000, .taxes = 100}));
        EXPECT_EQ(measures_of(sale_of(action, LineType::tip)), (Measures{.tips = 1100}));
        EXPECT_EQ(measures_of(sale_of(action, LineType::gift_card)),
                  (Measures{.gift_cards = 1100}));
    }
}

TEST(Measures, of_an_adjustment_are_returns_where_it_is_one) {
    EXPECT_EQ(measures_of(sale_of(Action::give_back, LineType::adjustment)),
              (Measures{.returns = 1000, .taxes = 100}));
    EXPECT_EQ(measures_of(sale_of(Action::order, LineType::adjustment)), (Measures{.taxes = 100}));
}

TEST(AddOrder, counts_an_order_once_on_its_own_day_and_its_rows_on_theirs) {
    const auto order = entry_with({goods(first_of_july, 9, 1, 500), goods(first_of_july, 9, 2, 300),
                                   returned(first_of_august, 12, 1, 500)});
    EXPECT_THAT(figures(order, Dimension::all, &Measures::orders),
                ElementsAre(Pair(" 2026-07-01", 1), Pair(" 2026-08-01", 0)));
    EXPECT_THAT(figures(order, Dimension::all, &Measures::gross_sales),
                ElementsAre(Pair(" 2026-07-01", 800), Pair(" 2026-08-01", 0)));
    EXPECT_THAT(figures(order, Dimension::all, &Measures::returns),
                ElementsAre(Pair(" 2026-07-01", 0), Pair(" 2026-08-01", -500)));
}

TEST(AddOrder, counts_no_order_of_gift_cards_alone) {
    auto card = goods(first_of_july, 9, 1, 5000);
    card.line_type = LineType::gift_card;
    EXPECT_FALSE(counts_as_order({card}));
    EXPECT_THAT(figures(entry_with({card}), Dimension::all, &Measures::orders),
                ElementsAre(Pair(" 2026-07-01", 0)));
    EXPECT_TRUE(counts_as_order({card, goods(first_of_july, 9, 2, 100)}));
}

TEST(AddOrder, counts_a_customers_orders_and_the_first_of_them) {
    auto order = entry_with({goods(first_of_july, 9, 1, 500)});
    const auto counts = [&] {
        const auto sum = deltas_of(order).at({Dimension::all, "", first_of_july});
        return std::vector{sum.orders, sum.customer_orders, sum.first_orders};
    };
    EXPECT_THAT(counts(), ElementsAre(1, 0, 0));
    order.customer_id = {7};
    order.standing = Standing::first;
    EXPECT_THAT(counts(), ElementsAre(1, 1, 1));
    order.standing = Standing::repeat;
    EXPECT_THAT(counts(), ElementsAre(1, 1, 0));
}

TEST(AddOrder, counts_an_order_as_inexact_once) {
    auto order = entry_with({goods(first_of_july, 9, 1, 500), returned(first_of_july, 9, 1, 500),
                             returned(first_of_july, 9, 2, 500)});
    EXPECT_THAT(figures(order, Dimension::all, &Measures::inexact_orders),
                ElementsAre(Pair(" 2026-07-01", 0)));
    order.sales[1].inexact = order.sales[2].inexact = true;
    EXPECT_THAT(figures(order, Dimension::all, &Measures::inexact_orders),
                ElementsAre(Pair(" 2026-07-01", 1)));
}

TEST(AddOrder, puts_rows_under_the_hour_they_happened_at_and_the_order_under_its_first) {
    auto later = goods(first_of_july, 23, 1, 100);
    later.action = Action::update;
    const auto order =
        entry_with({later, returned(first_of_july, 8, 1, 0), goods(first_of_july, 9, 1, 500)});
    EXPECT_THAT(figures(order, Dimension::hour, &Measures::gross_sales),
                ElementsAre(Pair("09 2026-07-01", 500), Pair("23 2026-07-01", 100)));
    EXPECT_THAT(figures(order, Dimension::hour, &Measures::orders),
                ElementsAre(Pair("09 2026-07-01", 1), Pair("23 2026-07-01", 0)));
}

TEST(AddOrder, puts_every_row_under_each_value_of_the_order) {
    auto postage = goods(first_of_july, 9, 1, 100);
    postage.line_type = LineType::shipping;
    postage.line_item_id.reset();
    auto order = entry_with({goods(first_of_july, 9, 1, 500), postage});
    order.channel = "web";
    order.country_code = "GB";
    order.discount_codes = {"TEN", "MAY"};
    order.gateways = {"bogus"};
    order.standing = Standing::repeat;
    const auto totals = [&](Dimension dimension) {
        Figures found;
        for (const auto& [key, sum] : deltas_of(order))
            if (key.dimension == dimension) found.emplace_back(key.value, sum.total_sales());
        return found;
    };
    EXPECT_THAT(totals(Dimension::channel), ElementsAre(Pair("web", 600)));
    EXPECT_THAT(totals(Dimension::country), ElementsAre(Pair("GB", 600)));
    EXPECT_THAT(totals(Dimension::discount_code), ElementsAre(Pair("MAY", 600), Pair("TEN", 600)));
    EXPECT_THAT(totals(Dimension::gateway), ElementsAre(Pair("bogus", 600)));
    EXPECT_THAT(totals(Dimension::new_or_returning), ElementsAre(Pair("returning", 600)));
    EXPECT_THAT(totals(Dimension::product), ElementsAre(Pair("1", 500)));
    EXPECT_THAT(totals(Dimension::variant), ElementsAre(Pair("101", 500)));
    EXPECT_THAT(totals(Dimension::vendor), ElementsAre(Pair("Acme", 500)));
    EXPECT_THAT(figures(order, Dimension::discount_code, &Measures::orders),
                ElementsAre(Pair("MAY 2026-07-01", 1), Pair("TEN 2026-07-01", 1)));
}

TEST(AddOrder, puts_what_is_not_known_under_no_value) {
    auto nameless = goods(first_of_july, 9, 1, 500);
    nameless.product_id.reset();
    nameless.variant_id.reset();
    nameless.vendor.reset();
    const auto order = entry_with({nameless});
    for (const auto dimension :
         {Dimension::channel, Dimension::country, Dimension::product, Dimension::variant,
          Dimension::vendor, Dimension::discount_code, Dimension::gateway})
        EXPECT_THAT(figures(order, dimension, &Measures::gross_sales),
                    ElementsAre(Pair(" 2026-07-01", 500)))
            << static_cast<int>(dimension);
    EXPECT_THAT(figures(order, Dimension::new_or_returning, &Measures::gross_sales),
                ElementsAre(Pair("guest 2026-07-01", 500)));
}

TEST(AddOrder, counts_an_order_once_under_each_of_its_products) {
    const auto order =
        entry_with({goods(first_of_july, 9, 1, 500), goods(first_of_july, 9, 1, 300),
                    goods(first_of_august, 9, 2, 200), returned(first_of_august, 12, 1, 500)});
    EXPECT_THAT(figures(order, Dimension::product, &Measures::orders),
                UnorderedElementsAre(Pair("1 2026-07-01", 1), Pair("2 2026-07-01", 1),
                                     Pair("1 2026-08-01", 0), Pair("2 2026-08-01", 0)));
    EXPECT_THAT(figures(order, Dimension::vendor, &Measures::orders),
                ElementsAre(Pair("Acme 2026-07-01", 1), Pair("Acme 2026-08-01", 0)));
}

}  // namespace
}  // namespace tillwatch::ledger
