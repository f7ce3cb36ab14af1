#include "insights/leaders.hpp"

#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tillwatch::insights {
namespace {

using Days = std::map<Day, std::int64_t>;
using Store = std::map<std::int64_t, Days>;  // by customer

LeadersByBlock leaders_of(const Store& store, Range range) {
    LeadersBuilder builder(range);
    for (const auto& [customer, days] : store) {
        std::vector<LeadersBuilder::Purchase> purchases;
        for (const auto& [day, net_sales] : days) purchases.push_back({day, net_sales});
        builder.add({customer}, purchases);
    }
    return builder.take();
}

std::int64_t purchases_in(const Days& days, Range range) {
    std::int64_t sum = 0;
    for (const auto& [day, net_sales] : days)
        if (range.from <= day && day <= range.to) sum += std::max<std::int64_t>(net_sales, 0);
    return sum;
}

/// Nobody has more in the range than the list of its block says, whether named in it or not.
void check(const Store& store, Range range, const Leaders* leaders) {
    for (const auto& [customer, days] : store) {
        const auto bought = purchases_in(days, range);
        const auto named = [&](const Ranked& row) { return row.id.value == customer; };
        if (leaders == nullptr) {
            RC_ASSERT(bought == 0);
            continue;
        }
        const auto row = std::ranges::find_if(leaders->customers, named);
        if (row != leaders->customers.end())
            RC_ASSERT(bought <= row->amount);
        else if (leaders->whole)
            RC_ASSERT(bought == 0);
        else
            RC_ASSERT(comes_before(leaders->customers.back(), {bought, {customer}}));
    }
    if (leaders != nullptr) {
        RC_ASSERT(leaders->customers.size() <= leaders_max);
        RC_ASSERT(std::ranges::is_sorted(leaders->customers, comes_before));
    }
}

RC_GTEST_PROP(Leaders, bound_what_anybody_bought_in_any_range, ()) {
    const auto customers = *rc::gen::element<std::int64_t>(3, 40, 900);
    const auto spread = *rc::gen::element<std::int64_t>(2, 1'000);
    const auto least = *rc::gen::element<std::int64_t>(-200, 1);
    const auto first = *rc::gen::inRange(-3'000, 22'000);
    const auto days = *rc::gen::element(1, 30, 1'500);
    Store store;
    for (std::int64_t i = 0; i < 2 * customers; ++i)
        store[*rc::gen::inRange<std::int64_t>(1, customers + 1)]
             [{first + *rc::gen::inRange(0, days)}] =
                 *rc::gen::inRange<std::int64_t>(least, least + spread);
    const auto leaders = leaders_of(store, {{first}, {first + days - 1}});
    for (int i = 0; i < 20; ++i) {
        const Day from{first + *rc::gen::inRange(-40, days + 40)};
        const Range range{from, from + *rc::gen::inRange(0, range_days_max)};
        check(store, range, leaders.find(range));
    }
}

TEST(Leaders, are_of_a_block_not_much_longer_than_the_range) {
    // One customer for each day: a block's list has as many as it has days.
    Store store;
    for (std::int32_t day = 0; day < 3'000; ++day) store[day + 1][{day}] = 1;
    const auto leaders = leaders_of(store, {{0}, {2'999}});
    for (const int days : {1, 3, 6, 7, 24, 25, 90}) {
        for (std::int32_t from = 400; from < 700; ++from) {
            const auto* found = leaders.find({{from}, {from + days - 1}});
            ASSERT_NE(found, nullptr);
            EXPECT_TRUE(found->whole);
            EXPECT_LE(found->customers.size(),
                      static_cast<std::size_t>(std::max(block_days_min, (days - 1) * 8 / 3)));
        }
    }
    EXPECT_FALSE(leaders.find({{400}, {400 + 300}})->whole);
}

TEST(Leaders, are_the_smaller_ids_among_equals) {
    Store store;
    for (std::int64_t customer = 1'000; customer >= 1; --customer) store[customer][{10}] = 29;
    const auto leaders = leaders_of(store, {{10}, {10}});
    const auto* found = leaders.find({{10}, {10}});
    ASSERT_EQ(found->customers.size(), leaders_max);
    EXPECT_EQ(found->customers.front(), (Ranked{29, {1}}));
    EXPECT_EQ(found->customers.back(), (Ranked{29, {leaders_max}}));
    EXPECT_FALSE(found->whole);
}

TEST(Leaders, are_none_before_and_after_the_days_of_the_store) {
    const auto leaders = leaders_of({{1, {{Day{1'000}, 5}}}}, {{1'000}, {1'000}});
    EXPECT_EQ(leaders.find({{0}, {3}}), nullptr);
    EXPECT_EQ(leaders.find({{9'000}, {9'003}}), nullptr);
    EXPECT_EQ(LeadersByBlock().find({{0}, {3}}), nullptr);
}

}  // namespace
}  // namespace tillwatch::insights
