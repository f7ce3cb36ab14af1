// How the values of orders are spread, on both engines, through the projection: which orders count,
// on which day, and what of each.
#include "insights/order_values.hpp"

#include <gmock/gmock.h>

#include "conformance/applying.hpp"

namespace tillwatch::test {
namespace {

using commerce::Deletion;

class OrderValues : public Applying {
  protected:
    insights::OrderValues values(std::string_view from, std::string_view to) {
        const auto day = [](std::string_view text) {
            return value_or_throw(Day::parse("2026-" + std::string(text)));
        };
        return state().read([&](db::Transaction& transaction) {
            return insights::read_order_values(transaction, store_.id, {day(from), day(to)});
        });
    }
    insights::OrderValues values() { return values("07-01", "07-31"); }

    /// Worth so many pence, by a guest.
    static commerce::Order worth(std::int64_t id, std::int64_t pence,
                                 std::string_view day = "07-01") {
        auto order = an_order(id, day, std::nullopt);
        order.lines[0].quantity = 1;
        order.lines[0].price = {pence};
        return order;
    }
};

TEST_P(OrderValues, are_gross_sales_less_discounts_without_tax_and_shipping) {
    auto order = an_order(1, "07-01");
    order.lines[0].discount = {150};
    order.lines[0].tax = {370};
    commerce::ShippingLine shipping;
    shipping.price = {499};
    order.shipping_lines = {shipping};
    apply({.orders = {order}});
    EXPECT_EQ(values().orders, 1);
    EXPECT_EQ(values().median, Money{1850});
}

TEST_P(OrderValues, stay_what_they_were_when_goods_are_returned_or_added) {
    auto order = an_order(1, "07-01");
    commerce::OrderEdit edit;
    edit.id = {3};
    edit.order_id = order.id;
    edit.committed_at = noon("07-02");
    edit.additions = {{order.lines[0].id, 1}};
    order.version = version("07-03");
    order.lines[0].quantity = 3;
    commerce::Refund refund;
    refund.id = {4};
    refund.order_id = order.id;
    refund.happened_at = noon("07-03");
    refund.lines = {{order.lines[0].id, 1, {1000}, {}}};
    order.refunds = {refund};
    apply({.orders = {order}, .edits = {{edit, version("07-02")}}});
    EXPECT_EQ(day(store_, "07-02").units, 1);
    EXPECT_EQ(values().median, Money{2000});
}

TEST_P(OrderValues, follow_a_newer_snapshot_of_the_order) {
    apply({.orders = {worth(1, 1000)}});
    auto newer = worth(1, 3000, "07-05");
    apply({.orders = {newer}});
    EXPECT_EQ(values().median, Money{3000});
    EXPECT_EQ(values("07-01", "07-04").orders, 0);
    EXPECT_THAT(differences(), testing::IsEmpty());
}

TEST_P(OrderValues, have_free_orders_and_not_those_that_do_not_count) {
    auto test = worth(2, 500);
    test.test = true;
    auto card = worth(3, 2500);
    card.lines[0].gift_card = true;
    apply({.orders = {worth(1, 0), test, card, worth(4, 700)}});
    apply({.deletions = {{Deletion::Kind::order, 4, ""}}});
    const auto found = values();
    EXPECT_EQ(found.orders, 1);
    EXPECT_EQ(found.median, Money{0});
    EXPECT_EQ(found.orders, overview(store_).totals.measures.orders);
}

TEST_P(OrderValues, are_those_that_the_average_is_of) {
    std::vector<commerce::Order> orders;
    std::int64_t sum = 0;
    for (std::int64_t id = 1; id <= 40; ++id) {
        orders.push_back(worth(id, id * id * 100, id % 2 == 0 ? "07-01" : "07-20"));
        sum += id * id * 100;
    }
    apply({.orders = orders});
    EXPECT_EQ(overview(store_).totals.measures.order_value, sum);
    const auto found = values();
    EXPECT_EQ(found.orders, 40);
    EXPECT_EQ(found.median, Money{(40'000 + 44'100) / 2});
    EXPECT_EQ(found.p90, Money{36 * 36 * 100});
    std::int64_t counted = 0;
    for (const auto& bucket : found.buckets) counted += bucket.orders;
    EXPECT_EQ(counted, 40);
    EXPECT_EQ(values("07-20", "07-20").orders, 20);
    EXPECT_EQ(values("07-02", "07-19").orders, 0);
}

ON_BOTH_ENGINES(OrderValues);

}  // namespace
}  // namespace tillwatch::test
