// Which days' figures an application changes: no day too few, and none whose figures stay.
#include <gmock/gmock.h>

#include "conformance/an_order.hpp"
#include "conformance/applying.hpp"

namespace tillwatch::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ChangedDaysOf : public Applying {
  protected:
    /// "07-01" of each day of 2026; "any".
    std::vector<std::string> days(const shopify::Snapshots& snapshots) {
        const auto changed = apply(snapshots).days.days();
        if (!changed) return {"any"};
        std::vector<std::string> texts;
        for (const auto day : *changed) texts.push_back(day.text().substr(5));
        return texts;
    }

    static commerce::RefundSighting a_refund(std::string_view day) {
        commerce::RefundSighting sighting;
        sighting.refund.id = {5};
        sighting.refund.order_id = {1};
        sighting.refund.happened_at = noon(day);
        sighting.version = version(day);
        commerce::RefundLine line;
        line.line_item_id = {11};
        line.quantity = 1;
        line.subtotal = {1000};
        sighting.refund.lines = {line};
        return sighting;
    }
};

TEST_P(ChangedDaysOf, orders_are_those_on_which_they_count) {
    EXPECT_THAT(
        days({.orders = {an_order(1, "07-09"), an_order(2, "07-01"), an_order(3, "07-09", 8)}}),
        ElementsAre("07-01", "07-09"));
}

TEST_P(ChangedDaysOf, what_is_known_already_are_none) {
    apply({.orders = {an_order(1, "07-01")}});
    EXPECT_THAT(days({.orders = {an_order(1, "07-01")}}), IsEmpty());
}

TEST_P(ChangedDaysOf, what_is_in_no_figure_are_none) {
    EXPECT_THAT(days({.customers = {a_customer(7, "Ann")}}), IsEmpty());
}

TEST_P(ChangedDaysOf, an_order_that_moves_are_both) {
    apply({.orders = {an_order(1, "07-01")}});
    auto moved = an_order(1, "07-03");
    EXPECT_THAT(days({.orders = {moved}}), ElementsAre("07-01", "07-03"));
}

TEST_P(ChangedDaysOf, a_refund_are_its_own) {
    apply({.orders = {an_order(1, "07-01")}});
    EXPECT_THAT(days({.refunds = {a_refund("07-05")}}), ElementsAre("07-05"));
}

TEST_P(ChangedDaysOf, an_earlier_order_are_also_those_of_the_one_that_was_first) {
    apply({.orders = {an_order(1, "07-05")}});
    EXPECT_THAT(days({.orders = {an_order(2, "07-01")}}), ElementsAre("07-01", "07-05"));
}

TEST_P(ChangedDaysOf, a_merge_are_those_of_the_orders_that_are_anothers_now) {
    apply({.orders = {an_order(1, "07-01", 8), an_order(2, "07-02", 7), an_order(3, "07-03", 8)}});
    EXPECT_THAT(days({.merges = {a_merge(8, 7)}}), ElementsAre("07-01", "07-02", "07-03"));
}

TEST_P(ChangedDaysOf, a_deletion_are_those_of_what_is_deleted) {
    apply({.orders = {an_order(1, "07-01"), an_order(2, "07-09")}});
    EXPECT_THAT(days({.deletions = {{commerce::Deletion::Kind::order, 2, {}}}}),
                ElementsAre("07-09"));
}

TEST_P(ChangedDaysOf, another_time_zone_may_be_any) {
    apply({.orders = {an_order(1, "07-01")}});
    commerce::ShopChange change;
    change.version = version("07-01");
    change.timezone = "Asia/Tokyo";
    EXPECT_THAT(days({.shop_changes = {change}}), ElementsAre("any"));
    EXPECT_THAT(days({.shop_changes = {change}}), IsEmpty());
}

ON_BOTH_ENGINES(ChangedDaysOf);

}  // namespace
}  // namespace tillwatch::test
