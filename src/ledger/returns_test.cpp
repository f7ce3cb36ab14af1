#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/test_orders.hpp"

namespace tillwatch::ledger {
namespace {

using commerce::Charge;
using commerce::RefundAdjustment;
using commerce::ShippingLine;
using testing::ElementsAre;
using enum Action;
using enum LineType;

constexpr auto own_day = "2026-07-02";

TEST(Refunds, are_booked_on_their_own_day_as_stated) {
    auto item = line(11, 3, 1000);
    item.tax = {600};
    auto order = order_with({item});
    order.base.refunds = {refund_of(5, "2026-08-01T10:00:00Z", {{{11}, 1, {999}, {200}}})};
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{own_day, Action::order, product, 3, 3600, 600, 0},
                            Row{"2026-08-01", give_back, product, -1, -1199, -200, 0}));

    order.base.taxes_included = true;  // then the subtotal contains the tax
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{own_day, Action::order, product, 3, 3000, 600, 0},
                            Row{"2026-08-01", give_back, product, -1, -999, -200, 0}));
}

TEST(Refunds, give_discounts_back_by_units_without_loss) {
    auto item = line(11, 3, 1000);
    item.discount = {100};
    auto order = order_with({item});
    order.base.refunds = {refund_of(3, "2026-08-03T10:00:00Z", {{{11}, 1, {967}, {0}}}),
                          refund_of(1, "2026-08-01T10:00:00Z", {{{11}, 1, {966}, {0}}}),
                          refund_of(2, "2026-08-02T10:00:00Z", {{{11}, 1, {967}, {0}}})};
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{own_day, Action::order, product, 3, 2900, 0, 100},
                            Row{"2026-08-01", give_back, product, -1, -966, 0, -34},
                            Row{"2026-08-02", give_back, product, -1, -967, 0, -33},
                            Row{"2026-08-03", give_back, product, -1, -967, 0, -33}));
    EXPECT_EQ(sums(order).net_sales(), 0);
}

TEST(Refunds, of_a_gift_card_touch_gift_cards_alone) {
    auto card = line(11, 1, 5000);
    card.gift_card = true;
    auto order = order_with({card});
    order.base.refunds = {refund_of(5, "2026-08-01T10:00:00Z", {{{11}, 1, {5000}, {0}}})};
    EXPECT_EQ(sums(order).gift_cards, 0);
    EXPECT_EQ(sums(order).returns, 0);

    order.base.lines[0].gift_card = false;
    EXPECT_EQ(sums(order).returns, -5000);
}

TEST(Refunds, of_a_tip_that_is_a_line_touch_tips_alone) {
    auto tip = line(11, 1, 150);
    tip.tip = true;
    auto order = order_with({tip});
    order.base.refunds = {refund_of(5, "2026-08-01T10:00:00Z", {{{11}, 1, {100}, {0}}})};
    EXPECT_EQ(sums(order).tips, 50);
    EXPECT_EQ(sums(order).returns, 0);
}

TEST(Refunds, of_a_line_that_the_order_does_not_have_are_booked_as_goods) {
    auto order = order_with({line(11, 1, 1000)});
    order.base.refunds = {refund_of(5, "2026-08-01T10:00:00Z", {{{99}, 1, {300}, {0}}})};
    EXPECT_EQ(sums(order).returns, -300);
    EXPECT_EQ(sales_in_london(order).at(1).line_item_id, LineItemId{99});
}

TEST(Refunds, book_what_is_no_lines_by_its_kind) {
    auto order = order_with({line(11, 1, 1000)});
    auto refund = refund_of(5, "2026-08-01T10:00:00Z", {});
    refund.adjustments = {{RefundAdjustment::Kind::shipping, {-500}, {-100}},
                          {RefundAdjustment::Kind::duty, {-70}, {-7}},
                          {RefundAdjustment::Kind::fee, {-30}, {-3}}};
    order.base.refunds = {refund};
    const auto sum = sums(order);
    EXPECT_EQ(sum.shipping, -500);
    EXPECT_EQ(sum.duties, -70);
    EXPECT_EQ(sum.fees, -30);
    EXPECT_EQ(sum.taxes, -110);
    EXPECT_EQ(sum.returns, 0);

    order.base.taxes_included = true;  // which says nothing of adjustments
    EXPECT_EQ(sums(order).shipping, -500);
    EXPECT_EQ(sums(order).duties, -70);
    EXPECT_EQ(sums(order).taxes, -110);
}

TEST(Refunds, of_shipping_lines_contain_the_tax_where_prices_do) {
    auto order = order_with({line(11, 1, 1000)});
    auto refund = refund_of(5, "2026-08-01T10:00:00Z", {});
    refund.adjustments = {{RefundAdjustment::Kind::shipping_line, {-500}, {-100}}};
    order.base.refunds = {refund};
    EXPECT_EQ(sums(order).shipping, -500);
    order.base.taxes_included = true;
    EXPECT_EQ(sums(order).shipping, -400);
    EXPECT_EQ(sums(order).taxes, -100);
}

TEST(Refunds, of_a_duty_with_tax_leave_nothing_of_it_though_prices_include_tax) {
    auto order = order_with({line(11, 1, 1000)});
    order.base.taxes_included = true;
    order.base.duties = {{.line_item_id = {}, .price = {500}, .tax = {95}}};
    auto refund = refund_of(5, "2026-08-01T10:00:00Z", {});
    refund.adjustments = {{RefundAdjustment::Kind::duty, {-500}, {-95}}};
    order.base.refunds = {refund};
    EXPECT_EQ(sums(order).duties, 0);
    EXPECT_EQ(sums(order).taxes, 0);
}

TEST(Refunds, with_a_restocking_fee_raise_net_sales_and_goodwill_lowers_them) {
    auto order = order_with({line(11, 1, 1000)});
    auto refund = refund_of(5, "2026-08-01T10:00:00Z", {{{11}, 1, {1000}, {0}}});
    refund.adjustments = {{RefundAdjustment::Kind::discrepancy, {150}, {0}}};
    order.base.refunds = {refund};
    EXPECT_EQ(sums(order).net_sales(), 150);  // 850 of 1000 went back

    order.base.refunds[0].adjustments[0].amount = {-150};
    EXPECT_EQ(sums(order).net_sales(), -150);  // 1150 of 1000 went back
}

TEST(Refunds, whose_adjustments_cancel_out_leave_nothing_of_them) {
    auto order = order_with({line(11, 1, 1000)});
    auto refund = refund_of(5, "2026-08-01T10:00:00Z", {});
    refund.adjustments = {{RefundAdjustment::Kind::discrepancy, {-250}, {0}},
                          {RefundAdjustment::Kind::discrepancy, {250}, {0}}};
    order.base.refunds = {refund};
    EXPECT_EQ(sums(order).returns, 0);

    order.base.refunds[0].adjustments.pop_back();
    EXPECT_EQ(sums(order).returns, -250);
}

TEST(Edits, book_added_units_as_updates_on_their_day) {
    auto item = line(11, 3, 1000);
    item.discount = {100};
    item.tax = {200};
    auto order = order_with({item});
    order.edits = {edit_of(8, "2026-07-10T12:00:00Z", {{{11}, 1}}, {})};
    // Of 3100, 200 and 100, by units: 1034 1033 1033, 67 67 66, 34 33 33.
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{own_day, Action::order, product, 2, 2067, 134, 67},
                            Row{"2026-07-10", update, product, 1, 1033, 66, 33}));
    EXPECT_EQ(sums(order).gross_sales, 3000);
    EXPECT_EQ(sums(order).units, 3);
    EXPECT_EQ(sums(order).order_value, 1933);  // without what came later

    order.edits.clear();
    EXPECT_EQ(sales_in_london(order).size(), 1U);
    EXPECT_EQ(sums(order).order_value, 2900);
}

TEST(Edits, add_by_time_then_by_id) {
    auto order = order_with({line(11, 4, 10)});
    order.edits = {edit_of(9, "2026-07-10T12:00:00Z", {{{11}, 1}}, {}),
                   edit_of(8, "2026-07-10T12:00:00Z", {{{11}, 2}}, {}),
                   edit_of(10, "2026-07-05T12:00:00Z", {{{11}, 1}}, {})};
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{"2026-07-05", update, product, 1, 10, 0, 0},
                            Row{"2026-07-10", update, product, 2, 20, 0, 0},
                            Row{"2026-07-10", update, product, 1, 10, 0, 0}));
}

TEST(Edits, add_no_more_units_than_the_line_has) {
    auto order = order_with({line(11, 2, 1000)});
    order.edits = {edit_of(8, "2026-07-10T12:00:00Z", {{{11}, 1}}, {}),
                   edit_of(9, "2026-07-11T12:00:00Z", {{{11}, 5}}, {}),
                   edit_of(10, "2026-07-12T12:00:00Z", {{{11}, 1}}, {})};
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{"2026-07-10", update, product, 1, 1000, 0, 0},
                            Row{"2026-07-11", update, product, 1, 1000, 0, 0}));
}

TEST(Edits, do_not_count_before_the_order_knows_of_them) {
    auto order = order_with({line(11, 2, 1000)});
    order.edits = {edit_of(8, "2026-07-10T12:00:00Z", {{{11}, 1}, {{99}, 1}}, {})};
    order.base.version.updated_at = at("2026-07-10T12:00:00Z");
    EXPECT_EQ(sales_in_london(order).size(), 2U);
    order.base.version.updated_at = at("2026-07-10T11:59:59Z");
    EXPECT_EQ(sales_in_london(order).size(), 1U);
}

TEST(Removals, go_to_the_day_that_an_edit_tells_inexactly_all_the_same) {
    auto item = line(11, 3, 1000);
    item.discount = {100};
    item.current_quantity = 2;
    auto order = order_with({item});
    order.edits = {edit_of(8, "2026-07-10T12:00:00Z", {}, {{{11}, 1}})};
    order.base.cancelled_at = at("2026-07-20T12:00:00Z");
    const auto rows = sales_in_london(order);
    EXPECT_THAT(rows, ElementsAre(Row{own_day, Action::order, product, 3, 2900, 0, 100},
                                  Row{"2026-07-10", give_back, product, -1, -967, 0, -33}));
    EXPECT_TRUE(rows[1].inexact);
    EXPECT_FALSE(rows[0].inexact);

    order.base.lines[0].current_quantity = 3;  // nothing is missing, whatever the edit says
    EXPECT_EQ(sales_in_london(order).size(), 1U);
}

TEST(Removals, that_no_edit_tells_are_dated_by_the_cancellation_else_by_the_order_inexactly) {
    auto item = line(11, 3, 1000);
    item.current_quantity = 2;
    auto order = order_with({item});
    const auto by_order = sales_in_london(order);
    EXPECT_THAT(by_order, ElementsAre(Row{own_day, Action::order, product, 3, 3000, 0, 0},
                                      Row{own_day, give_back, product, -1, -1000, 0, 0}));
    EXPECT_TRUE(by_order[1].inexact);
    EXPECT_FALSE(by_order[0].inexact);

    order.base.cancelled_at = at("2026-07-20T12:00:00Z");
    const auto by_cancellation = sales_in_london(order);
    EXPECT_EQ(by_cancellation[1].day.text(), "2026-07-20");
    EXPECT_TRUE(by_cancellation[1].inexact);
}

TEST(Removals, are_as_many_units_as_each_edit_took) {
    auto item = line(11, 5, 1000);
    item.discount = {102};
    item.current_quantity = 1;
    auto order = order_with({item});
    order.edits = {edit_of(9, "2026-07-11T12:00:00Z", {}, {{{11}, 1}}),
                   edit_of(8, "2026-07-10T12:00:00Z", {}, {{{11}, 2}})};
    // A unit costs 1000; of the discount, the rest to the first: 21 21 20 20 20.
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{own_day, Action::order, product, 5, 4898, 0, 102},
                            Row{"2026-07-10", give_back, product, -2, -1959, 0, -41},
                            Row{"2026-07-11", give_back, product, -1, -980, 0, -20},
                            Row{own_day, give_back, product, -1, -980, 0, -20}));
}

TEST(Removals, take_no_refunded_units) {
    auto item = line(11, 3, 1000);
    item.current_quantity = 2;
    auto order = order_with({item});
    order.base.refunds = {refund_of(5, "2026-08-01T10:00:00Z", {{{11}, 1, {1000}, {0}}})};
    EXPECT_EQ(sales_in_london(order).size(), 2U);

    order.base.lines[0].current_quantity = 1;  // one refunded, one removed
    EXPECT_EQ(sales_in_london(order).size(), 3U);
    EXPECT_EQ(sums(order).net_sales(), 1000);
}

TEST(Removals, and_refunds_of_all_units_give_the_whole_discount_back) {
    auto item = line(11, 3, 1000);
    item.discount = {100};
    item.current_quantity = 0;
    auto order = order_with({item});
    order.base.refunds = {refund_of(5, "2026-08-01T10:00:00Z", {{{11}, 1, {966}, {0}}})};
    order.edits = {edit_of(8, "2026-07-10T12:00:00Z", {}, {{{11}, 2}})};
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{own_day, Action::order, product, 3, 2900, 0, 100},
                            Row{"2026-08-01", give_back, product, -1, -966, 0, -34},
                            Row{"2026-07-10", give_back, product, -2, -1934, 0, -66}));
}

TEST(Removals, of_an_order_that_does_not_tell_its_current_units_are_unknown) {
    auto order = order_with({line(11, 3, 1000)});
    order.edits = {edit_of(8, "2026-07-10T12:00:00Z", {}, {{{11}, 1}})};
    EXPECT_EQ(sales_in_london(order).size(), 1U);
}

TEST(Edits, that_add_units_and_later_take_them_away_leave_the_order_as_it_was) {
    auto item = line(11, 3, 1000);
    item.current_quantity = 2;
    auto order = order_with({item});
    order.edits = {edit_of(8, "2026-07-10T12:00:00Z", {{{11}, 1}}, {}),
                   edit_of(9, "2026-07-11T12:00:00Z", {}, {{{11}, 1}})};
    const auto rows = sales_in_london(order);
    EXPECT_THAT(rows, ElementsAre(Row{own_day, Action::order, product, 2, 2000, 0, 0},
                                  Row{"2026-07-10", update, product, 1, 1000, 0, 0},
                                  Row{"2026-07-11", give_back, product, -1, -1000, 0, 0}));
    EXPECT_FALSE(rows[1].inexact);
}

commerce::EffectiveOrder voided_order() {
    auto item = line(11, 2, 1000);
    item.tax = {400};
    item.current_quantity = 0;
    auto order = order_with({item});
    order.base.shipping_lines = {ShippingLine{{300}, {0}, {60}}};
    order.base.duties = {Charge{{}, {90}, {9}}};
    order.base.fees = {Charge{{}, {20}, {2}}};
    order.base.tip = {50};
    order.base.financial_status = "voided";
    order.base.cancelled_at = at("2026-07-05T12:00:00Z");
    return order;
}

TEST(Cancellation, without_payment_takes_back_everything_on_its_day) {
    auto order = voided_order();
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{own_day, Action::order, product, 2, 2400, 400, 0},
                            Row{own_day, Action::order, shipping, 1, 360, 60, 0},
                            Row{own_day, Action::order, duty, 1, 99, 9, 0},
                            Row{own_day, Action::order, fee, 1, 22, 2, 0},
                            Row{own_day, Action::order, tip, 0, 50, 0, 0},
                            Row{"2026-07-05", give_back, product, -2, -2400, -400, 0},
                            Row{"2026-07-05", give_back, shipping, 0, -360, -60, 0},
                            Row{"2026-07-05", give_back, duty, 0, -99, -9, 0},
                            Row{"2026-07-05", give_back, fee, 0, -22, -2, 0},
                            Row{"2026-07-05", give_back, tip, 0, -50, 0, 0}));
    for (const auto& row : sales_in_london(order)) EXPECT_FALSE(row.inexact);

    order.base.cancelled_at.reset();  // voided alone is no cancellation
    EXPECT_EQ(sums(order).tips, 50);
}

TEST(Cancellation, of_a_paid_order_takes_back_the_removed_units_alone) {
    auto order = voided_order();
    order.base.financial_status = "paid";
    const auto sum = sums(order);
    EXPECT_EQ(sum.returns, -2000);
    EXPECT_EQ(sum.shipping, 300);
    EXPECT_EQ(sum.duties, 90);
    EXPECT_EQ(sum.fees, 20);
    EXPECT_EQ(sum.tips, 50);
}

TEST(Cancellation, without_payment_takes_back_only_what_was_not_refunded) {
    auto order = voided_order();
    auto refund = refund_of(5, "2026-07-04T10:00:00Z", {{{11}, 1, {1000}, {200}}});
    refund.adjustments = {{RefundAdjustment::Kind::shipping, {-100}, {-20}},
                          {RefundAdjustment::Kind::duty, {-90}, {-9}},
                          {RefundAdjustment::Kind::fee, {-5}, {0}}};
    order.base.refunds = {refund};
    auto rows = sales_in_london(order);
    rows.erase(rows.begin(), rows.begin() + 9);  // its own five, and the refund's four
    EXPECT_THAT(rows, ElementsAre(Row{"2026-07-05", give_back, product, -1, -1200, -200, 0},
                                  Row{"2026-07-05", give_back, shipping, 0, -240, -40, 0},
                                  Row{"2026-07-05", give_back, fee, 0, -17, -2, 0},
                                  Row{"2026-07-05", give_back, tip, 0, -50, 0, 0}));
}

TEST(Cancellation, without_payment_leaves_units_removed_before_on_their_day) {
    auto order = order_with({line(11, 2, 1000)});
    order.base.lines[0].current_quantity = 0;
    order.base.financial_status = "voided";
    order.base.cancelled_at = at("2026-07-05T12:00:00Z");
    order.edits = {edit_of(8, "2026-07-03T12:00:00Z", {}, {{{11}, 1}})};
    EXPECT_THAT(sales_in_london(order),
                ElementsAre(Row{own_day, Action::order, product, 2, 2000, 0, 0},
                            Row{"2026-07-03", give_back, product, -1, -1000, 0, 0},
                            Row{"2026-07-05", give_back, product, -1, -1000, 0, 0}));
}

}  // namespace
}  // namespace tillwatch::ledger
