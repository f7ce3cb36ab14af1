// The inbox on both engines: what is stored once, what is told.
#include "intake/inbox.hpp"

#include <future>

#include "conformance/an_order.hpp"
#include "conformance/program_fixture.hpp"

namespace tillwatch::test {
namespace {

using intake::Receipt;

class Inbox : public Program {
  protected:
    intake::Delivery delivery(const stores::Store& store, std::string webhook_id,
                              std::string body = "{}") {
        return {.store_id = store.id,
                .topic = "orders/create",
                .webhook_id = std::move(webhook_id),
                .received_at = clock_.now(),
                .generation = stores_.generation(),
                .content = intake::pack("", body)};
    }

    static std::future<Receipt> append(intake::Inbox& log, intake::Delivery delivery) {
        auto promise = std::make_shared<std::promise<Receipt>>();
        auto receipt = promise->get_future();
        log.append(std::move(delivery), [promise](Receipt told) { promise->set_value(told); });
        return receipt;
    }

    static void ignore(std::span<const StoreId>) {}
};

TEST_P(Inbox, stores_the_same_delivery_once) {
    const auto store = add_store();
    const auto body = order("2026-07-01T12:00:00Z");
    EXPECT_EQ(deliver(store, {{"orders/create", body, "a"}, {"orders/create", body, "a"}}), 1);
    EXPECT_EQ(deliver(store, {{"orders/create", body, "a"}}), 0);
    EXPECT_EQ(deliver(store, {{"orders/create", body, "b"}, {"orders/paid", body, "a"}}), 2);
}

TEST_P(Inbox, keeps_each_body_that_comes_under_one_id_once) {
    const auto store = add_store();
    const auto first = order("2026-07-01T12:00:00Z");
    const auto second = order("2026-07-02T12:00:00Z");
    const auto third = order("2026-07-03T12:00:00Z");
    EXPECT_EQ(deliver(store, {{"orders/create", first, "a"},
                              {"orders/create", second, "a"},
                              {"orders/create", first, "a"},
                              {"orders/create", second, "a"}}),
              2);
    EXPECT_EQ(deliver(store, {{"orders/create", second, "a"}, {"orders/create", third, "a"}}), 1);
    EXPECT_EQ(deliver(store, {{"orders/create", first, "a"}, {"orders/create", third, "a"}}), 0);
}

TEST_P(Inbox, tells_whose_deliveries_it_stored_and_of_a_duplicate_nothing) {
    const auto one = add_store();
    const auto two = add_store("two.myshopify.com");
    std::vector<StoreId> told;
    {
        intake::Inbox log(inbox(), figures_, nullptr, [&](std::span<const StoreId> stores) {
            told.insert(told.end(), stores.begin(), stores.end());
        });
        EXPECT_EQ(append(log, delivery(one, "a")).get(), Receipt::stored);
        EXPECT_EQ(append(log, delivery(one, "a")).get(), Receipt::duplicate);
        EXPECT_EQ(append(log, delivery(two, "a")).get(), Receipt::stored);
    }
    EXPECT_EQ(told, (std::vector{one.id, two.id}));
}

TEST_P(Inbox, counts_what_waits_and_remembers_when_the_newest_came) {
    const auto store = add_store();
    deliver(store, {{"orders/create", order("2026-07-01T12:00:00Z")}});
    EXPECT_EQ(overview(store).through, clock_.now());
    const auto position = overview(store).position;
    intake::Inbox log(inbox(), figures_, nullptr, ignore);
    EXPECT_EQ(log.count_pending(store.id, position), 0);
    append(log, delivery(store, "x")).get();
    append(log, delivery(store, "y")).get();
    EXPECT_EQ(log.count_pending(store.id, position), 2);
}

TEST_P(Inbox, tells_that_it_could_not_store) {
    const auto store = add_store();
    intake::Inbox log(inbox(), figures_, nullptr, ignore);
    auto wrong = delivery(store, "x");
    wrong.topic = std::string("a\0b", 3);
    EXPECT_EQ(append(log, wrong).get(), Receipt::database_failed);
    EXPECT_EQ(append(log, delivery(store, "x")).get(), Receipt::stored);
}

TEST_P(Inbox, sends_back_what_was_checked_before_another_node_changed_a_store) {
    const auto store = add_store();
    const auto checked = delivery(store, "x");
    stores_.set_webhook_secret(store.domain, Secret("new"), 0);
    intake::Inbox log(inbox(), figures_, nullptr, ignore);
    const auto expected = GetParam() == db::Engine::postgres ? Receipt::outdated : Receipt::stored;
    EXPECT_EQ(append(log, checked).get(), expected);
}

ON_BOTH_ENGINES(Inbox);

}  // namespace
}  // namespace tillwatch::test
