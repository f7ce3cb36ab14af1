#include "ledger/timelines.hpp"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/test_orders.hpp"

namespace tillwatch::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<Place> places_on(std::vector<std::int32_t> days) {
    std::vector<Place> places;
    for (const auto number : days)
        places.push_back(
            {{number * 86'400'000LL}, {static_cast<std::int64_t>(places.size()) + 1}, {number}});
    return places;
}

struct Sums {
    RepeatDeltas repeats;
    CohortDeltas cohorts;

    explicit Sums(const std::vector<std::vector<std::int32_t>>& customers) {
        for (const auto& days : customers) add_timeline(repeats, cohorts, places_on(days), +1);
    }

    std::int64_t repeats_in(Day from, Day to) const {
        std::int64_t sum = 0;
        for (const auto& span : spans_of(from, to))
            for (const auto& [key, orders] : repeats)
                if (key.grain == span.grain && span.before_from <= key.before &&
                    key.before <= span.before_to && span.day_from <= key.day &&
                    key.day <= span.day_to)
                    sum += orders;
        return sum;
    }
};

TEST(Months, count_from_january_1970) {
    EXPECT_EQ(month_of(day("1970-01-01")), 0);
    EXPECT_EQ(month_of(day("1970-01-31")), 0);
    EXPECT_EQ(month_of(day("1970-02-01")), 1);
    EXPECT_EQ(month_of(day("1969-12-31")), -1);
    EXPECT_EQ(month_of(day("2024-02-29")), 54 * 12 + 1);
    EXPECT_EQ(month_of(day("2026-12-01")), 56 * 12 + 11);
}

TEST(Spans, of_a_short_range_are_its_days) {
    EXPECT_THAT(spans_of({3}, {3}), ElementsAre(RepeatSpan{Grain::days, 3, 3, 3, 3}));
    EXPECT_THAT(spans_of({1}, {62}), ElementsAre(RepeatSpan{Grain::days, 1, 62, 1, 62}));
}

TEST(Spans, of_whole_blocks_are_one) {
    EXPECT_THAT(spans_of({32}, {95}), ElementsAre(RepeatSpan{Grain::both_blocks, 1, 2, 1, 2}));
    EXPECT_THAT(spans_of({-32}, {-1}), ElementsAre(RepeatSpan{Grain::both_blocks, -1, -1, -1, -1}));
}

TEST(Spans, of_any_other_range_are_its_edges_and_the_blocks_between) {
    EXPECT_THAT(spans_of({31}, {96}), ElementsAre(RepeatSpan{Grain::days, 31, 31, 31, 31},
                                                  RepeatSpan{Grain::day_blocks, 31, 31, 1, 2},
                                                  RepeatSpan{Grain::days, 31, 31, 96, 96},
                                                  RepeatSpan{Grain::both_blocks, 1, 2, 1, 2},
                                                  RepeatSpan{Grain::before_blocks, 1, 2, 96, 96},
                                                  RepeatSpan{Grain::days, 96, 96, 96, 96}));
}

TEST(Spans, of_an_empty_range_are_none) {
    EXPECT_THAT(spans_of({5}, {4}), IsEmpty());
}

TEST(Timeline, tells_how_far_each_order_lies_behind_the_one_before) {
    const Sums sums({{-1, 31, 32}});
    EXPECT_THAT(sums.repeats, ElementsAre(Pair(RepeatKey{Grain::days, -1, 31}, 1),
                                          Pair(RepeatKey{Grain::days, 31, 32}, 1),
                                          Pair(RepeatKey{Grain::day_blocks, -1, 0}, 1),
                                          Pair(RepeatKey{Grain::day_blocks, 31, 1}, 1),
                                          Pair(RepeatKey{Grain::before_blocks, -1, 31}, 1),
                                          Pair(RepeatKey{Grain::before_blocks, 0, 32}, 1),
                                          Pair(RepeatKey{Grain::both_blocks, -1, 0}, 1),
                                          Pair(RepeatKey{Grain::both_blocks, 0, 1}, 1)));
}

TEST(Timeline, of_one_order_has_no_repeat) {
    const Sums sums({{10}});
    EXPECT_THAT(sums.repeats, IsEmpty());
    EXPECT_THAT(sums.cohorts, ElementsAre(Pair(CohortKey{0, 0}, 1)));
}

TEST(Timeline, shows_a_customer_once_in_each_month_with_an_order) {
    const Sums sums({{10, 20, 31, 100}, {30}});  // January twice, February, April; January
    EXPECT_THAT(sums.cohorts, ElementsAre(Pair(CohortKey{0, 0}, 2), Pair(CohortKey{0, 1}, 1),
                                          Pair(CohortKey{0, 3}, 1)));
}

TEST(Timeline, goes_by_days_where_clocks_are_put_back_over_midnight) {
    // At 00:01 of 25 October 1987 it became 23:01 of the 24th in St. John's.
    const auto st_johns = zone("America/St_Johns");
    std::vector<Place> places;
    for (const auto* when : {"1987-10-25T02:30:30Z", "1987-10-25T02:31:30Z"}) {
        const auto instant = at(when);
        places.push_back({instant, {1}, st_johns.local(instant).day});
    }
    ASSERT_EQ(places[0].day.text(), "1987-10-25");
    ASSERT_EQ(places[1].day.text(), "1987-10-24");
    Sums sums({});
    add_timeline(sums.repeats, sums.cohorts, places, +1);
    const RepeatKey by_days{Grain::days, day("1987-10-24").number, day("1987-10-25").number};
    EXPECT_EQ(sums.repeats.count(by_days), 1U);
    EXPECT_EQ(sums.repeats_in(day("1987-10-24"), day("1987-10-25")), 1);
    EXPECT_EQ(sums.repeats_in(day("1987-10-24"), day("1987-10-24")), 0);
    EXPECT_EQ(sums.repeats_in(day("1987-10-25"), day("1987-10-25")), 0);
}

std::vector<std::int32_t> any_days() {
    std::vector<std::int32_t> days(static_cast<std::size_t>(any(0, 20)));
    for (auto& number : days) number = static_cast<std::int32_t>(any(-100, 400));
    std::ranges::sort(days);
    return days;
}

RC_GTEST_PROP(Timeline, tells_the_distinct_customers_of_any_range, ()) {
    std::vector<std::vector<std::int32_t>> customers(static_cast<std::size_t>(any(0, 8)));
    for (auto& days : customers) days = any_days();
    const auto from = static_cast<std::int32_t>(any(-110, 410));
    const auto to = from + static_cast<std::int32_t>(any(0, 300));

    std::int64_t distinct = 0;
    std::int64_t customer_orders = 0;
    for (const auto& days : customers) {
        const auto in_range =
            std::ranges::count_if(days, [&](auto day) { return from <= day && day <= to; });
        customer_orders += in_range;
        distinct += in_range > 0 ? 1 : 0;
    }
    RC_ASSERT(customer_orders - Sums(customers).repeats_in({from}, {to}) == distinct);
    RC_ASSERT(spans_of({from}, {to}).size() <= 6U);
}

RC_GTEST_PROP(Timeline, is_taken_back_without_a_rest, ()) {
    const auto places = places_on(any_days());
    Sums sums({});
    add_timeline(sums.repeats, sums.cohorts, places, +1);
    add_timeline(sums.repeats, sums.cohorts, places, -1);
    for (const auto& [_, orders] : sums.repeats) RC_ASSERT(orders == 0);
    for (const auto& [_, customers] : sums.cohorts) RC_ASSERT(customers == 0);
}

RC_GTEST_PROP(Timeline, has_as_many_cohort_entries_as_months_with_orders, ()) {
    const auto days = any_days();
    std::set<std::string> months;
    for (const auto number : days) months.insert(Day{number}.text().substr(0, 7));
    const Sums sums({days});
    RC_ASSERT(sums.cohorts.size() == months.size());
    for (const auto& [_, customers] : sums.cohorts) RC_ASSERT(customers == 1);
}

OrderEntry entry_of(const commerce::EffectiveOrder& order) {
    OrderEntry entry;
    entry.order_id = order.base.id;
    entry.customer_id = CustomerId{7};
    entry.day = zone("Europe/London").local(order.base.happened_at).day;
    entry.sales = sales_in_london(order);
    return entry;
}

TEST(CustomerDays, have_orders_on_their_day_and_returns_on_theirs) {
    auto item = line(11, 2, 1000);
    item.tax = {400};
    auto order = order_with({item});
    order.base.shipping_lines = {commerce::ShippingLine{{300}, {0}, {60}}};
    order.base.tip = {50};
    order.base.refunds = {refund_of(5, "2026-08-01T10:00:00Z", {{{11}, 1, {1000}, {200}}})};
    CustomerDayDeltas deltas;
    add_customer_days(deltas, entry_of(order), +1);
    EXPECT_THAT(
        deltas,
        ElementsAre(
            Pair(CustomerDayKey{{7}, day("2026-07-02")}, CustomerMeasures{1, 2000, 2760}),
            Pair(CustomerDayKey{{7}, day("2026-08-01")}, CustomerMeasures{0, -1000, -1200})));

    add_customer_days(deltas, entry_of(order), -1);
    for (const auto& [_, measures] : deltas) EXPECT_EQ(measures, CustomerMeasures{});
}

TEST(CustomerDays, count_no_order_of_gift_cards_alone) {
    auto card = line(11, 1, 5000);
    card.gift_card = true;
    CustomerDayDeltas deltas;
    add_customer_days(deltas, entry_of(order_with({card})), +1);
    EXPECT_THAT(deltas, IsEmpty());
}

TEST(CustomerDays, are_nothing_for_guests) {
    auto entry = entry_of(order_with({line(11, 1, 1000)}));
    CustomerDayDeltas deltas;
    entry.customer_id.reset();
    add_customer_days(deltas, entry, +1);
    EXPECT_THAT(deltas, IsEmpty());
    entry.customer_id = {7};
    add_customer_days(deltas, entry, +1);
    EXPECT_EQ(deltas.size(), 1U);
}

}  // namespace
}  // namespace tillwatch::ledger
