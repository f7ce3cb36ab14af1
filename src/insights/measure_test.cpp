#include "insights/measure.hpp"

#include <gmock/gmock.h>

#include "insights/breakdown.hpp"
#include "insights/explain.hpp"
#include "insights/series.hpp"

namespace tillwatch::insights {
namespace {

using testing::HasSubstr;
using testing::Not;

bool any(Measure) {
    return true;
}

TEST(Measures, are_found_by_their_names) {
    for (const auto measure : all_measures())
        EXPECT_EQ(*parse_measure(name_of(measure), &any), measure);
    EXPECT_EQ(parse_measure("net_sales", &any), Measure::net_sales);
    EXPECT_FALSE(parse_measure("", &any));
    EXPECT_FALSE(parse_measure("Orders", &any));
}

TEST(Measures, that_a_question_does_not_take_are_refused_with_those_that_it_takes) {
    const auto refused = parse_measure("customers", &is_broken_down);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("new_customers, gross_sales"));
    EXPECT_THAT(refused.error().message, Not(HasSubstr("returning_customers")));
    EXPECT_FALSE(parse_measure("average_order_value", &is_explained));
    EXPECT_TRUE(parse_measure("customers", &is_explained));
}

TEST(Measures, are_made_of_totals) {
    const Totals totals{{.orders = 2,
                         .gross_sales = 1000,
                         .discounts = -100,
                         .returns = -200,
                         .shipping = 50,
                         .duties = 7,
                         .fees = 3,
                         .taxes = 20,
                         .tips = 999,
                         .gift_cards = 999,
                         .order_value = 851},
                        5,
                        2};
    EXPECT_EQ(value_of(Measure::net_sales, totals), 700);
    EXPECT_EQ(value_of(Measure::total_sales, totals), 780);
    EXPECT_EQ(value_of(Measure::returning_customers, totals), 3);
    EXPECT_EQ(value_of(Measure::average_order_value, totals), 426);
    EXPECT_EQ(value_of(Measure::average_order_value, Totals{}), std::nullopt);
}

std::vector<std::string> kept(Ranking& ranking) {
    std::vector<std::string> values;
    for (const auto& [value, _] : ranking.take()) values.push_back(value);
    return values;
}

TEST(Ranking, keeps_the_greatest_and_of_equal_ones_the_lesser_text) {
    Ranking ranking(Measure::units, 3);
    for (const auto& [value, units] : std::vector<std::pair<std::string, std::int64_t>>{
             {"d", 5}, {"a", 5}, {"none", 0}, {"c", 5}, {"least", -7}, {"b", 5}, {"top", 9}})
        ranking.add({value, {.units = units}});
    EXPECT_EQ(kept(ranking), (std::vector<std::string>{"top", "a", "b"}));
    EXPECT_EQ(ranking.other_values(), 3);
    EXPECT_EQ(ranking.others().units, 3);
}

TEST(Ranking, keeps_the_most_that_was_taken_away) {
    Ranking ranking(Measure::returns, 2);
    for (const auto& [value, returns] : std::vector<std::pair<std::string, std::int64_t>>{
             {"small", -1}, {"great", -900}, {"odd", 4}, {"some", -20}})
        ranking.add({value, {.returns = returns}});
    EXPECT_EQ(kept(ranking), (std::vector<std::string>{"great", "some"}));
    EXPECT_EQ(ranking.others().returns, 3);
}

TEST(Place, comes_back_as_it_was_and_nothing_else_is_one) {
    const ExplainPlace place{value_or_throw(Day::parse("2026-07-01")), 5'678'901'234'567, 3};
    EXPECT_EQ(parse_place(text_of(place)), place);
    EXPECT_EQ(parse_place(text_of({place.day})), ExplainPlace{place.day});
    for (const auto* other : {"", "x", "2026-07-01", "2026-07-01 1", "2026-07-01 1 0x",
                              "2026-07-01  1", "2026-07-01 1 2 3", "2026-02-30 1 2"})
        EXPECT_EQ(parse_place(other), std::nullopt) << other;
}

TEST(Hours, know_no_distinct_customers) {
    EXPECT_FALSE(is_known_by_hour(Measure::customers));
    EXPECT_FALSE(is_known_by_hour(Measure::returning_customers));
    EXPECT_TRUE(is_known_by_hour(Measure::new_customers));
}

}  // namespace
}  // namespace tillwatch::insights
