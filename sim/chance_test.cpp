#include <array>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/dice.hpp"
#include "sim/disorder.hpp"
#include "sim/seasons.hpp"

namespace tillwatch::sim {
namespace {

using testing::ElementsAre;

std::vector<std::string> sent_of(std::uint64_t seed, const Faults& faults, int count,
                                 FaultCounts* counts = nullptr) {
    std::vector<std::string> sent;
    Disorder disorder(seed, faults, [&](const Webhook& webhook) { sent.push_back(webhook.id); });
    for (int i = 0; i < count; ++i) disorder.take({.id = std::to_string(i)});
    disorder.flush();
    if (counts != nullptr) *counts = disorder.counts();
    return sent;
}

TEST(Dice, draws_what_the_published_generator_draws) {
    Dice dice(1234567);
    EXPECT_EQ(dice.next(), 6457827717110365317U);
    EXPECT_EQ(dice.next(), 3203168211198807973U);
}

TEST(Dice, stays_within_its_bounds) {
    Dice dice(1);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 1'000; ++i) seen.insert(dice.between(-2, 3));
    EXPECT_THAT(seen, ElementsAre(-2, -1, 0, 1, 2, 3));
}

TEST(Dice, never_picks_what_weighs_nothing) {
    Dice dice(1);
    constexpr int weights[] = {0, 3, 0, 1, 0};
    std::array<int, 5> counts = {};
    for (int i = 0; i < 4'000; ++i) ++counts[dice.weighted(weights)];
    EXPECT_EQ(counts[0] + counts[2] + counts[4], 0);
    EXPECT_NEAR(counts[1], 3'000, 150);
}

TEST(Mix, tells_the_order_of_its_parts_apart) {
    EXPECT_NE(mix({1, 2}), mix({2, 1}));
    EXPECT_NE(mix({0}), mix({0, 0}));
}

TEST(Seasons, counts_are_what_is_expected_on_average) {
    Dice dice(5);
    std::int64_t sum = 0;
    for (int i = 0; i < 10'000; ++i) sum += draw_count(dice, 2'300'000);
    EXPECT_NEAR(static_cast<double>(sum), 23'000, 400);
}

TEST(Seasons, moments_lie_within_the_day_of_the_zone) {
    Dice dice(5);
    const auto zone = *TimeZone::find("Asia/Tokyo");
    const auto day = *Day::parse("2026-03-08");
    for (int i = 0; i < 500; ++i) EXPECT_EQ(zone.local(draw_moment(dice, zone, day)).day, day);
}

TEST(Disorder, without_faults_changes_nothing) {
    EXPECT_THAT(sent_of(1, {}, 4), ElementsAre("0", "1", "2", "3"));
}

TEST(Disorder, loses_nothing_and_doubles_what_it_counts) {
    FaultCounts counts;
    const auto sent = sent_of(1, {.duplicates = 10, .late = 5, .disorder = 30}, 5'000, &counts);
    EXPECT_EQ(std::set(sent.begin(), sent.end()).size(), 5'000U);
    EXPECT_EQ(sent.size(), 5'000U + static_cast<std::size_t>(counts.duplicates));
    EXPECT_NEAR(static_cast<double>(counts.duplicates), 500, 80);
    EXPECT_NEAR(static_cast<double>(counts.late), 250, 60);
    EXPECT_NEAR(static_cast<double>(counts.disorder), 1'425, 150);
    EXPECT_FALSE(
        std::ranges::is_sorted(sent, {}, [](const std::string& id) { return std::stoi(id); }));
}

TEST(Disorder, is_the_same_for_the_same_seed) {
    const Faults faults{.duplicates = 20, .late = 20, .disorder = 20};
    EXPECT_EQ(sent_of(3, faults, 300), sent_of(3, faults, 300));
    EXPECT_NE(sent_of(3, faults, 300), sent_of(4, faults, 300));
}

}  // namespace
}  // namespace tillwatch::sim
