// Whole simulated stores: that they repeat themselves, and what their webhooks are like.
#include "sim/world.hpp"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "json/reader.hpp"
#include "sim/sheet.hpp"

namespace tillwatch::sim {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

const auto until = *Instant::parse("2026-03-31T14:00:00Z");

Plan plan_of(std::uint64_t seed, bool lives = false) {
    return {.seed = seed, .orders_a_day = 3, .days = 20, .until = until, .lives = lives};
}

std::string history_of(const Plan& plan, std::size_t shop) {
    std::string text;
    write_history(plan, shop, [&](std::string_view line) {
        text += line;
        return true;
    });
    return text;
}

std::vector<Webhook> webhooks_between(World& world, Instant begin, Instant end) {
    std::vector<Webhook> webhooks;
    world.run_until(begin);
    world.audience.on_webhook = [&](Webhook webhook) { webhooks.push_back(std::move(webhook)); };
    world.run_until(end);
    world.audience.on_webhook = nullptr;
    return webhooks;
}

std::int64_t number_of(const std::string& body, std::string_view key) {
    json::Parser parser;
    return parser.parse(body)->find(key)->integer().value_or(0);
}

TEST(World, has_the_same_bytes_on_every_machine) {
    EXPECT_EQ(hex(crypto::sha256(bytes_of(history_of(plan_of(3), 1)))),
              "461e1a91149a5fcf00e40c93f64d58a732b420da89bd94a6f88b7a49d9738129");
}

TEST(World, differs_by_seed_and_by_store) {
    EXPECT_NE(history_of(plan_of(3), 1), history_of(plan_of(4), 1));
    EXPECT_NE(write_ledger(plan_of(3), 2, 300), write_ledger(plan_of(4), 2, 300));
    World world(plan_of(3), 2);
    world.run_until(until);
    EXPECT_NE(world.shop(0).products()[1].title, world.shop(1).products()[1].title);
}

TEST(World, announces_every_topic_with_ids_of_their_own) {
    World world({.seed = 1, .orders_a_day = 40, .days = 60, .until = until}, 1);
    world.audience.wants_bodies = false;
    std::map<std::string_view, int> topics;
    std::set<std::string> ids;
    for (const auto& webhook : webhooks_between(world, {}, until)) {
        ++topics[webhook.topic];
        EXPECT_TRUE(ids.insert(webhook.id).second) << webhook.topic;
        EXPECT_THAT(webhook.id, MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-"
                                             "[0-9a-f]{12}"));
    }
    for (const auto* topic :
         {"products/create", "products/update", "customers/create", "customers/update",
          "checkouts/create", "checkouts/update", "orders/create", "orders/paid", "orders/updated",
          "orders/edited", "orders/cancelled", "orders/fulfilled", "orders/partially_fulfilled",
          "orders/delete", "refunds/create"})
        EXPECT_GT(topics[topic], 0) << topic;
}

TEST(World, tells_a_change_of_an_order_with_a_later_time) {
    World world(plan_of(1), 1);
    std::map<std::int64_t, std::pair<Instant, std::string>> last;
    for (const auto& webhook : webhooks_between(world, {}, until)) {
        if (!webhook.topic.starts_with("orders/") || webhook.topic == "orders/edited") continue;
        auto& [at, body] = last[number_of(webhook.body, "id")];
        if (body != webhook.body) EXPECT_LT(at, webhook.triggered_at) << webhook.body;
        at = webhook.triggered_at;
        body = webhook.body;
    }
    EXPECT_GT(last.size(), 20U);
}

TEST(World, writes_bodies_as_on_the_wire) {
    World world(plan_of(1), 2);
    std::vector<std::string> bodies;
    for (auto& webhook : webhooks_between(world, {}, until)) bodies.push_back(webhook.body);
    EXPECT_THAT(bodies, Each(Not(HasSubstr("://"))));
    EXPECT_THAT(bodies, Each(Not(HasSubstr(" & "))));
    EXPECT_THAT(bodies, testing::Contains(HasSubstr("Campfire Supply \\u003cNH\\u003e")));
    EXPECT_THAT(bodies, testing::Contains(HasSubstr("gid:\\/\\/shopify\\/Order\\/")));
}

TEST(World, that_lives_has_visitors_within_seconds) {
    World world(plan_of(1, true), 1);
    EXPECT_GT(webhooks_between(world, until, {until.ms + 60'000}).size(), 20U);
    World still(plan_of(1), 1);
    EXPECT_LT(webhooks_between(still, until, {until.ms + 60'000}).size(), 5U);
}

TEST(World, that_lives_for_long_calms_down) {
    World world(plan_of(1, true), 1);
    const auto count_checkouts = [&](std::int64_t from_s, std::int64_t to_s) {
        const auto webhooks =
            webhooks_between(world, {until.ms + from_s * 1'000}, {until.ms + to_s * 1'000});
        return std::ranges::count(webhooks, "checkouts/create", &Webhook::topic);
    };
    const auto at_first = count_checkouts(0, 600);
    const auto later = count_checkouts(600, 1'200);
    count_checkouts(1'200, 3'600);
    const auto at_last = count_checkouts(3'600, 4'200);
    EXPECT_GT(at_first, 2 * later);
    EXPECT_GT(later, 2 * at_last);
    EXPECT_GT(at_last, 0);
}

TEST(World, that_is_begun_again_gives_no_order_and_no_webhook_twice) {
    const Instant stopped{until.ms + 120'000}, begun{until.ms + 3'600'000};
    World before(plan_of(1, true), 1);
    World after(plan_of(1, true), 1);
    after.shop(0).skip_visits_until(begun);
    std::set<std::string> ids;
    std::set<std::int64_t> orders;
    for (const auto& webhook : webhooks_between(before, until, stopped)) {
        ids.insert(webhook.id);
        if (webhook.topic == "orders/create") orders.insert(number_of(webhook.body, "id"));
    }
    std::size_t created = 0;
    for (const auto& webhook : webhooks_between(after, begun, {begun.ms + 120'000})) {
        EXPECT_FALSE(ids.contains(webhook.id)) << webhook.topic;
        if (webhook.topic != "orders/create") continue;
        ++created;
        EXPECT_FALSE(orders.contains(number_of(webhook.body, "id")));
        EXPECT_GT(number_of(webhook.body, "id"), *orders.rbegin());
    }
    EXPECT_GT(created, 10U);
    EXPECT_GT(orders.size(), 10U);
}

TEST(History, stops_when_nobody_takes_it) {
    int lines = 0;
    EXPECT_FALSE(write_history(plan_of(1), 0, [&](std::string_view) { return ++lines < 3; }));
    EXPECT_EQ(lines, 3);
}

TEST(Sheet, tells_times_with_the_offset_of_the_zone) {
    const auto instant = *Instant::parse("2026-07-01T02:30:15.250Z");
    EXPECT_EQ(local_text(instant, *TimeZone::find("Europe/London")), "2026-07-01T03:30:15+01:00");
    EXPECT_EQ(local_text(instant, *TimeZone::find("America/New_York")),
              "2026-06-30T22:30:15-04:00");
    EXPECT_EQ(local_text(instant, *TimeZone::find("Asia/Kolkata")), "2026-07-01T08:00:15+05:30");
}

TEST(Sheet, spells_amounts_with_the_decimals_of_the_currency) {
    const auto zone = *TimeZone::find("UTC");
    Sheet dinars(*Currency::parse("KWD"), zone);
    EXPECT_EQ(dinars.object().money("a", 4999).number("b", 70).rate("c", 72'500).end().body(),
              R"({"a":"4.999","b":0.070,"c":0.072500})");
    Sheet yen(*Currency::parse("JPY"), zone);
    EXPECT_EQ(yen.object().money("a", 1842).end().body(), R"({"a":"1842"})");
}

}  // namespace
}  // namespace tillwatch::sim
