// The simulator's figures of orders worked out by hand.
#include "sim/books.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/reader.hpp"
#include "sim/shares.hpp"

namespace tillwatch::sim {
namespace {

const auto utc = *TimeZone::find("UTC");
const auto first_day = *Day::parse("2026-03-01");

Instant day_at(int day) {
    return {utc.start_of(first_day + day).ms + 12 * 3'600'000};
}

class BookedOrder : public testing::Test {
  protected:
    BookedOrder() {
        goods_.id = 1;
        card_.gift_card = true;
        order_.id = 7;
        order_.processed_at = day_at(0);
        order_.updated_at = day_at(9);
        order_.tax_rate_ppm = 200'000;
    }

    Line& add(std::int64_t quantity, std::int64_t price, std::int64_t discount, std::int64_t tax) {
        Line line;
        line.product = &goods_;
        line.quantity = quantity;
        line.price = price;
        line.discount = discount;
        line.tax = tax;
        return order_.lines.emplace_back(line);
    }

    Figures on(int day, bool included = false, Edits edits = Edits::known) const {
        const auto days = figures_of(order_, utc, included, edits);
        const auto found = days.find(first_day + day);
        return found == days.end() ? Figures{} : found->second;
    }

    Product goods_, card_;
    Order order_;
};

TEST_F(BookedOrder, with_tax_on_top_is_its_prices_less_its_discount) {
    add(2, 1000, 300, 340);
    EXPECT_EQ(on(0), (Figures{.orders = 1,
                              .units = 2,
                              .gross_sales = 2000,
                              .discounts = -300,
                              .taxes = 340,
                              .order_value = 1700}));
    EXPECT_EQ(on(0).total_sales(), 2040);
}

TEST_F(BookedOrder, with_tax_included_tells_its_discount_without_tax) {
    add(1, 999, 100, 150);  // 899 are paid, 749 without tax: 100·749/899 = 83.3
    EXPECT_EQ(on(0, true).gross_sales, 832);
    EXPECT_EQ(on(0, true).discounts, -83);
    EXPECT_EQ(on(0, true).total_sales(), 899);
}

TEST_F(BookedOrder, that_costs_nothing_loses_the_tax_of_its_discount_by_the_rate) {
    add(1, 1200, 1200, 0);
    EXPECT_EQ(on(0, true).discounts, -1000);
    EXPECT_EQ(on(0, true).net_sales(), 0);
}

TEST_F(BookedOrder, returns_on_the_day_of_the_refund) {
    add(3, 1000, 0, 600).refunded = 1;
    order_.shipping = 500;
    Refund refund;
    refund.at = day_at(4);
    refund.lines.push_back({0, 1, 1000, 200});
    refund.shipping = 500;
    refund.adjustments.push_back({100, "Restocking fee"});
    order_.refunds.push_back(refund);
    EXPECT_EQ(on(0).shipping, 500);
    EXPECT_EQ(on(0).returns, 0);
    EXPECT_EQ(on(4), (Figures{.returns = -900, .shipping = -500, .taxes = -200}));
}

TEST_F(BookedOrder, tells_added_units_on_the_day_of_the_edit_where_it_is_known) {
    add(5, 1000, 7, 0);  // the discount over five units: 2, 2 | 1, 1, 1
    order_.edits.push_back({1, day_at(2), {{0, 3}}, {}});
    EXPECT_EQ(on(0).units, 2);
    EXPECT_EQ(on(0).discounts, -4);
    EXPECT_EQ(on(2).units, 3);
    EXPECT_EQ(on(2).discounts, -3);
    EXPECT_EQ(on(2).order_value, 0);
    EXPECT_EQ(on(0, false, Edits::unknown).units, 5);
    EXPECT_EQ(on(2, false, Edits::unknown), Figures{});
}

TEST_F(BookedOrder, returns_removed_units_on_the_day_of_the_edit_else_on_its_own) {
    add(3, 1000, 100, 0).removed = 1;  // of the discount the last unit bears 33
    order_.edits.push_back({1, day_at(2), {}, {{0, 1}}});
    EXPECT_EQ(on(2).returns, -967);
    EXPECT_EQ(on(0).inexact_orders, 1);
    EXPECT_EQ(on(0, false, Edits::unknown).returns, -967);
    order_.cancelled_at = day_at(5);
    EXPECT_EQ(on(5, false, Edits::unknown).returns, -967);
}

TEST_F(BookedOrder, is_reversed_as_a_whole_where_it_was_never_paid) {
    add(2, 1000, 0, 400).removed = 2;
    order_.shipping = 500;
    order_.shipping_tax = 100;
    order_.tip = 50;
    order_.financial_status = "voided";
    order_.cancelled_at = day_at(3);
    EXPECT_EQ(on(3), (Figures{.returns = -2000, .shipping = -500, .taxes = -500, .tips = -50}));
    EXPECT_EQ(on(0).total_sales() + on(3).total_sales(), 0);
    EXPECT_EQ(on(0).inexact_orders, 0);
}

TEST_F(BookedOrder, of_gift_cards_alone_is_no_order_until_money_is_returned_for_nothing) {
    add(1, 5000, 0, 0).product = &card_;
    EXPECT_EQ(on(0), Figures{.gift_cards = 5000});
    Refund goodwill;
    goodwill.at = day_at(1);
    goodwill.adjustments.push_back({-500, "Refund discrepancy"});
    order_.refunds.push_back(goodwill);
    EXPECT_EQ(on(0).orders, 1);
    EXPECT_EQ(on(1).returns, -500);
}

TEST_F(BookedOrder, counts_nowhere_when_it_is_a_test_or_deleted) {
    add(1, 1000, 0, 0);
    order_.test = true;
    EXPECT_TRUE(figures_of(order_, utc, false, Edits::known).empty());
    order_.test = false;
    order_.deleted = true;
    EXPECT_TRUE(figures_of(order_, utc, false, Edits::known).empty());
}

TEST_F(BookedOrder, makes_its_customer_new_on_the_first_day_and_returning_later) {
    add(1, 1005, 0, 0);
    Books books(*Currency::parse("GBP"), utc, false, Edits::known);
    for (const int day : {3, 0, 3}) {
        order_.id += day;
        order_.processed_at = day_at(day);
        books.enter(order_, 21);
    }
    json::Writer out;
    out.begin_object();
    books.write(out);
    out.end_object();
    EXPECT_THAT(out.text(), testing::HasSubstr(R"({"date":"2026-03-01","inexact_orders":0,)"
                                               R"("totals":{"orders":1,"units":1,"customers":1,)"
                                               R"("new_customers":1,"returning_customers":0)"));
    EXPECT_THAT(out.text(), testing::HasSubstr(R"("orders":2,"units":2,"customers":1,)"
                                               R"("new_customers":0,"returning_customers":1)"));
    EXPECT_THAT(out.text(), testing::HasSubstr(R"("average_order_value":"10.05")"));
}

TEST(Shares, parts_add_up_and_the_rest_goes_to_the_first) {
    EXPECT_EQ(borne_by(7, 5, 0, 2), 4);
    EXPECT_EQ(borne_by(7, 5, 2, 5), 3);
    EXPECT_EQ(borne_by(0, 0, 0, 0), 0);
}

TEST(Shares, taxes_round_half_up) {
    EXPECT_EQ(tax_of(250, 10'000, false), 3);     // 2.5
    EXPECT_EQ(tax_of(1200, 200'000, true), 200);  // of which a sixth
    EXPECT_EQ(tax_of(999, 200'000, true), 167);   // 166.5
    EXPECT_EQ(tax_of(9'000'000'000'000'000, 200'000, false), 1'800'000'000'000'000);
}

}  // namespace
}  // namespace tillwatch::sim
