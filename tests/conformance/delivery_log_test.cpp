// The delivery log on both engines: what it tells of each delivery, what its filters find, that its
// pages hold everything once, and that projecting deliveries again does nothing twice.
#include <gmock/gmock.h>

#include "conformance/an_order.hpp"
#include "conformance/program_fixture.hpp"
#include "conformance/state_of_store.hpp"
#include "intake/replays.hpp"
#include "projection/projection.hpp"

namespace tillwatch::test {
namespace {

using intake::DeliveryFilter;
using intake::DeliveryState;
using testing::ElementsAre;
using testing::IsEmpty;

class DeliveryLog : public Program {
  protected:
    /// One of each state, oldest first: applied, failed, ignored, duplicate, pending.
    stores::Store add_store_with_each_state() {
        const auto store = add_store();
        deliver(store, {{"orders/create", order("2026-07-01T12:00:00Z"), "applied"}});
        deliver(store, {{"orders/create", "no json", "failed"}});
        deliver(store, {{"themes/update", "{}", "ignored"}});
        deliver(store, {{"orders/create", order("2026-07-02T12:00:00Z"), "applied"}});
        take_in(store, {{"orders/updated", order("2026-07-03T12:00:00Z"), "pending"}});
        return store;
    }

    /// The webhook ids that a filter finds, newest first, page by page.
    std::vector<std::string> found(const stores::Store& store, const DeliveryFilter& filter,
                                   std::int64_t limit = 250) {
        std::vector<std::string> ids;
        std::optional<DeliveryId> before;
        do {
            auto page = log_.list(store.id, filter, before, limit);
            EXPECT_LE(std::ssize(page.items), limit);
            for (auto& delivery : page.items) ids.push_back(std::move(delivery.webhook_id));
            before = page.next;
        } while (before);
        return ids;
    }

    /// The states of what a filter finds, newest first.
    std::vector<std::string> states(const stores::Store& store) {
        std::vector<std::string> states;
        for (const auto& delivery : log_.list(store.id, {}, std::nullopt, 250).items)
            states.emplace_back(name_of(delivery.state));
        return states;
    }

    intake::DeliveryLog log_{state()};
    int asked_ = 0;
    intake::Replays replays_{state(), log_, clock_, [this](StoreId) { ++asked_; }};
};

TEST_P(DeliveryLog, tells_of_each_delivery_what_came_of_it) {
    const auto store = add_store_with_each_state();
    const auto page = log_.list(store.id, {}, std::nullopt, 50);
    EXPECT_FALSE(page.next);
    std::vector<std::string> told;
    for (const auto& delivery : page.items)
        told.push_back(delivery.webhook_id + " " + std::string(name_of(delivery.state)) + " " +
                       delivery.reason.value_or("-").substr(0, 14));
    EXPECT_THAT(told, ElementsAre("pending pending -", "applied duplicate the webhook id",
                                  "ignored ignored a topic that i", "failed failed not JSON: Prob",
                                  "applied applied -"));
    EXPECT_EQ(page.items[3].bytes, 7);
    EXPECT_EQ(page.items[3].topic, "orders/create");
    EXPECT_EQ(page.items[3].received_at, clock_.now());
    EXPECT_EQ(log_.count_pending(store.id), 1);
    project();
    EXPECT_EQ(log_.count_pending(store.id), 0);
    EXPECT_EQ(log_.list(store.id, {}, std::nullopt, 1).items[0].state, DeliveryState::applied);
}

TEST_P(DeliveryLog, counts_a_long_backlog_on_from_its_last_count) {
    const auto store = add_store();
    const auto other = add_store("two.myshopify.com");
    intake::PendingCount short_ones(0);
    projection::Projection projection(state(), inbox(), stores_, random_.id());
    std::int64_t pending = 0;
    const auto take_in_more = [&](int count) {
        for (int i = 0; i < count; ++i) {
            take_in(store, {{"themes/update", "{}"}});
            take_in(other, {{"themes/update", "{}"}});
        }
        pending += count;
    };
    const auto project_some = [&](std::int64_t batch) {
        const auto projected = projection.work({store.id}, {}, [=] { return batch; }).projected;
        EXPECT_GT(projected, 0);
        pending -= projected;
    };
    const auto expect_count = [&](std::int64_t count) {
        ASSERT_EQ(pending, count);
        state().read([&](db::Transaction& transaction) {
            EXPECT_EQ(short_ones.count(transaction, store.id), count);
        });
    };
    take_in_more(9);
    expect_count(9);
    take_in_more(3);
    expect_count(12);
    project_some(2);
    expect_count(4);
    take_in_more(8);
    project_some(2);
    expect_count(4);
    project_some(1);  // all that was pending at the last count, and more that came
    take_in_more(2);
    expect_count(2);
    project_some(1);
    expect_count(0);
    take_in_more(1);
    expect_count(1);
}

TEST_P(DeliveryLog, knows_how_far_projecting_is_behind_over_all_stores) {
    add_store_with_each_state();
    const auto first = clock_.now();
    clock_.advance_ms(5'000);
    take_in(add_store("two.myshopify.com"), {{"orders/create", "{}"}, {"orders/create", "[]"}});
    const auto behind = log_.read_backlog();
    EXPECT_EQ(behind.deliveries, 3);
    EXPECT_EQ(behind.oldest, first);
    project();
    EXPECT_EQ(log_.read_backlog().deliveries, 0);
    EXPECT_FALSE(log_.read_backlog().oldest);
}

TEST_P(DeliveryLog, finds_the_deliveries_of_a_state) {
    const auto store = add_store_with_each_state();
    const auto in = [&](DeliveryState state) { return found(store, {.state = state}); };
    EXPECT_THAT(in(DeliveryState::pending), ElementsAre("pending"));
    EXPECT_THAT(in(DeliveryState::applied), ElementsAre("applied"));
    EXPECT_THAT(in(DeliveryState::failed), ElementsAre("failed"));
    EXPECT_THAT(in(DeliveryState::ignored), ElementsAre("ignored"));
    EXPECT_THAT(in(DeliveryState::duplicate), ElementsAre("applied"));
    EXPECT_THAT(found(store, {.state = DeliveryState::failed, .topic = "themes/update"}),
                IsEmpty());
    EXPECT_THAT(found(store, {.state = DeliveryState::failed, .topic = "orders/create"}),
                ElementsAre("failed"));
    EXPECT_THAT(found(store, {.topic = "orders/updated"}), ElementsAre("pending"));
}

TEST_P(DeliveryLog, finds_what_came_from_one_instant_until_before_another) {
    const auto store = add_store();
    const auto start = clock_.now();
    for (const char* id : {"0 h", "2 h", "4 h", "6 h"}) {
        take_in(store, {{"orders/create", "{}", id}});
        clock_.advance_ms(7'200'000);
    }
    const auto between = [&](std::int64_t since_ms, std::int64_t until_ms) {
        return found(store, {.since = {start.ms + since_ms}, .until = {start.ms + until_ms}});
    };
    EXPECT_THAT(between(0, 21'600'001), ElementsAre("6 h", "4 h", "2 h", "0 h"));
    EXPECT_THAT(between(7'200'000, 21'600'000), ElementsAre("4 h", "2 h"));
    EXPECT_THAT(between(7'200'001, 14'400'000), IsEmpty());
    EXPECT_THAT(between(21'600'001, 90'000'000), IsEmpty());
    EXPECT_THAT(found(store, {.since = {start.ms + 21'600'000}}), ElementsAre("6 h"));
    EXPECT_THAT(found(store, {.until = {start.ms + 1}}), ElementsAre("0 h"));
}

TEST_P(DeliveryLog, has_everything_once_whatever_the_pages_size) {
    const auto store = add_store();
    std::vector<Sent> sent;
    for (int i = 0; i < 40; ++i) sent.push_back({i % 13 == 0 ? "a/a" : "b/b", "{}"});
    deliver(store, sent);
    take_in(store, {{"a/a", "{}"}, {"b/b", "{}"}});
    for (const DeliveryFilter& filter :
         {DeliveryFilter{}, DeliveryFilter{.topic = "a/a"},
          DeliveryFilter{.state = DeliveryState::ignored, .topic = "a/a"},
          DeliveryFilter{.state = DeliveryState::pending}}) {
        const auto all = found(store, filter);
        EXPECT_EQ(all.size(), filter.state == DeliveryState::pending   ? 2U
                              : filter.state == DeliveryState::ignored ? 4U
                              : filter.topic                           ? 5U
                                                                       : 42U);
        for (const std::int64_t limit : {1, 2, 3, 4, 5, 41, 42})
            EXPECT_EQ(found(store, filter, limit), all) << limit;
    }
    EXPECT_FALSE(log_.list(store.id, {}, std::nullopt, 42).next);
    EXPECT_TRUE(log_.list(store.id, {}, std::nullopt, 41).next);
}

TEST_P(DeliveryLog, shows_no_store_anothers_deliveries) {
    const auto one = add_store_with_each_state();
    const auto two = add_store("two.myshopify.com");
    EXPECT_THAT(found(two, {}), IsEmpty());
    EXPECT_EQ(log_.count_pending(two.id), 0);
    const auto id = log_.list(one.id, {}, std::nullopt, 1).items[0].id;
    EXPECT_TRUE(log_.find(one.id, id));
    EXPECT_TRUE(log_.find_content(one.id, id));
    EXPECT_FALSE(log_.find(two.id, id));
    EXPECT_FALSE(log_.find_content(two.id, id));
    EXPECT_FALSE(log_.find(one.id, {id.value + 5000}));
}

TEST_P(DeliveryLog, has_a_body_byte_for_byte) {
    const auto store = add_store();
    std::string body("\0\xff{\r\n\0", 6);
    take_in(store, {{"orders/create", body}});
    const auto id = log_.list(store.id, {}, std::nullopt, 1).items[0].id;
    const auto kept = log_.find_content(store.id, id);
    ASSERT_TRUE(kept && kept->unpacked && *kept->unpacked);
    EXPECT_EQ((*kept->unpacked)->body, body);
    EXPECT_EQ(kept->signed_by, "current");
}

TEST_P(DeliveryLog, waits_for_what_is_asked_for_again_and_then_tells_the_same) {
    const auto store = add_store_with_each_state();
    project();
    const auto figures = state_of_store(state(), store.id.value);
    const std::vector<std::string> done{"applied", "duplicate", "ignored", "failed", "applied"};
    EXPECT_EQ(states(store), done);
    EXPECT_EQ(replays_.count(store.id, {}), 5);
    EXPECT_EQ(states(store), done);
    EXPECT_EQ(replays_.ask_all(store.id, {}, {}), 5);
    EXPECT_EQ(asked_, 1);
    EXPECT_EQ(states(store), std::vector<std::string>(5, "pending"));
    EXPECT_EQ(log_.count_pending(store.id), 5);
    const auto page = log_.list(store.id, {.state = DeliveryState::pending}, std::nullopt, 50);
    EXPECT_EQ(page.items.size(), 5U);
    EXPECT_FALSE(page.items[3].reason);
    // What waits already is not counted and not asked for again.
    EXPECT_EQ(replays_.ask_all(store.id, {}, {}), 0);
    EXPECT_EQ(asked_, 1);
    project();
    EXPECT_EQ(states(store), done);
    EXPECT_EQ(log_.count_pending(store.id), 0);
    EXPECT_EQ(state_of_store(state(), store.id.value), figures);
}

TEST_P(DeliveryLog, asks_again_for_what_a_filter_finds_and_nothing_else) {
    const auto two = add_store("two.myshopify.com");
    deliver(two, {{"orders/create", "no json"}});
    const auto store = add_store_with_each_state();
    EXPECT_EQ(replays_.ask_all(store.id, {}, {.state = DeliveryState::failed}), 1);
    EXPECT_EQ(states(store),
              (std::vector<std::string>{"pending", "duplicate", "ignored", "pending", "applied"}));
    EXPECT_EQ(states(two), std::vector<std::string>{"failed"});
    EXPECT_EQ(replays_.count(store.id, {.state = DeliveryState::pending}), 0);
}

TEST_P(DeliveryLog, tells_what_came_of_what_was_asked_for) {
    const auto store = add_store_with_each_state();
    project();
    const auto step = replays_.find(store.id, {}, std::nullopt);
    EXPECT_FALSE(step.next);
    replays_.ask(store.id, step.ids);
    EXPECT_EQ(replays_.results_of(store.id, step.ids).waiting, 5);
    project();
    const auto results = replays_.results_of(store.id, step.ids);
    EXPECT_EQ(results.waiting, 0);
    EXPECT_EQ(results.applied, 3);
    EXPECT_EQ(results.failed, 1);
    EXPECT_EQ(results.ignored, 1);
}

TEST_P(DeliveryLog, asks_for_more_than_a_step_and_a_batch_hold) {
    const auto store = add_store();
    const auto count = intake::replay_step_max + 10;
    // In two parts: the inbox takes no more at once than its queue holds.
    std::int64_t stored = 0;
    for (int part = 0; part < 2; ++part)
        stored += deliver(
            store, std::vector<Sent>(static_cast<std::size_t>(count / 2), {"themes/update", "{}"}));
    ASSERT_EQ(stored, count);
    EXPECT_EQ(replays_.ask_all(store.id, {}, {.topic = "themes/update"}), count);
    EXPECT_EQ(asked_, 2);
    EXPECT_EQ(log_.count_pending(store.id), count);
    project();
    EXPECT_EQ(log_.count_pending(store.id), 0);
}

ON_BOTH_ENGINES(DeliveryLog);

}  // namespace
}  // namespace tillwatch::test
