// The inbox on both engines: what is stored once, what is told.
#include "intake/inbox.hpp"

#include "conformance/an_order.hpp"
#include "conformance/program_fixture.hpp"
#include "dump/sql.hpp"
#include "intake/delivery_log.hpp"

namespace tillwatch::test {
namespace {

using intake::Receipt;

/// A database whose writes are rolled back while it is told so, at the end of all they did.
class UnwillingDatabase final : public db::Database {
  public:
    explicit UnwillingDatabase(db::Database& inner) : inner_(inner) {}
    std::atomic<bool> unwilling = false;
    db::Engine engine() const override { return inner_.engine(); }
    std::unique_ptr<db::Listening> listen(db::Ears ears) override {
        return inner_.listen(std::move(ears));
    }
    void flush() override { inner_.flush(); }
    void scrub() override { inner_.scrub(); }

  protected:
    void run_read(db::TransactionBody body, db::Work work) override { inner_.read(body, work); }
    void run_write(db::TransactionBody body, db::Work work) override {
        const auto then_fail = [&](db::Transaction& transaction) {
            body(transaction);
            if (unwilling) throw db::DatabaseError(db::Kind::unavailable, "as the test wants it");
        };
        inner_.write(then_fail, work);
    }

  private:
    db::Database& inner_;
};

class Inbox : public Program {
  protected:
    static void ignore(std::span<const StoreId>) {}

    std::int64_t keys_in_table() {
        return inbox().read([](db::Transaction& transaction) {
            return transaction.one<dump::sql::CountKeys>({})->keys;
        });
    }
};

TEST_P(Inbox, knows_every_key_while_they_move_to_their_table) {
    const auto store = add_store();
    constexpr int starts = 9;
    constexpr int each = 12;  // so that a start finds a lot half moved
    constexpr std::size_t lot = 3 * intake::RecentKeys::moved_for_each;  // goes in three commits
    for (int start = 0; start < starts; ++start) {
        intake::Inbox log(inbox(), figures_, crowd_, nullptr, ignore, {.key_lot = lot});
        for (int known = 0; known < start * each; ++known)
            EXPECT_EQ(append(log, delivery(store, std::to_string(known))).get(), Receipt::duplicate)
                << known << " at start " << start;
        for (int i = start * each; i < (start + 1) * each; ++i) {
            const auto id = std::to_string(i);
            EXPECT_EQ(append(log, delivery(store, id)).get(), Receipt::stored) << id;
            for (const int earlier : {i, i / 2})
                EXPECT_EQ(append(log, delivery(store, std::to_string(earlier))).get(),
                          Receipt::duplicate)
                    << earlier << " after " << id;
        }
        const auto last = std::to_string(start * each);
        EXPECT_EQ(append(log, delivery(store, last, "[]")).get(), Receipt::stored);
        EXPECT_EQ(append(log, delivery(store, last, "[]")).get(), Receipt::duplicate);
    }
    EXPECT_GT(keys_in_table(), starts * each - 3 * static_cast<std::int64_t>(lot));
}

TEST_P(Inbox, takes_what_was_rolled_back_for_new) {
    constexpr std::size_t small_lot = intake::RecentKeys::moved_for_each;  // goes in one commit
    const auto store = add_store();
    UnwillingDatabase unwilling(inbox());
    const auto send = [&](std::string id) {
        intake::Inbox log(unwilling, figures_, crowd_, nullptr, ignore, {.key_lot = small_lot});
        return append(log, delivery(store, std::move(id))).get();
    };
    for (int i = 0; i < 60; ++i) {
        const auto first = "first " + std::to_string(i);
        const auto second = "second " + std::to_string(i);
        {
            intake::Inbox log(unwilling, figures_, crowd_, nullptr, ignore, {.key_lot = small_lot});
            unwilling.unwilling = true;
            EXPECT_EQ(append(log, delivery(store, first)).get(), Receipt::database_failed);
            unwilling.unwilling = false;
            // Has the id that the first one was to have.
            EXPECT_EQ(append(log, delivery(store, second)).get(), Receipt::stored);
        }
        EXPECT_EQ(send(second), Receipt::duplicate) << i;
        EXPECT_EQ(send(first), Receipt::stored) << i;
        EXPECT_EQ(send(first), Receipt::duplicate) << i;
    }
}

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
        intake::Inbox log(inbox(), figures_, crowd_, nullptr, [&](std::span<const StoreId> stores) {
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
    EXPECT_EQ(intake::DeliveryLog(state()).count_pending(store.id), 0);
    {
        intake::Inbox log(inbox(), figures_, crowd_, nullptr, ignore);
        append(log, delivery(store, "x")).get();
        append(log, delivery(store, "y")).get();
    }
    EXPECT_EQ(intake::DeliveryLog(state()).count_pending(store.id), 2);
}

TEST_P(Inbox, tells_that_it_could_not_store) {
    const auto store = add_store();
    intake::Inbox log(inbox(), figures_, crowd_, nullptr, ignore);
    auto wrong = delivery(store, "x");
    wrong.topic = std::string("a\0b", 3);
    EXPECT_EQ(append(log, wrong).get(), Receipt::database_failed);
    EXPECT_EQ(append(log, delivery(store, "x")).get(), Receipt::stored);
}

TEST_P(Inbox, sends_back_what_was_checked_before_another_node_changed_a_store) {
    const auto store = add_store();
    const auto checked = delivery(store, "x");
    stores_.set_webhook_secret(store.domain, Secret("new"), 0);
    intake::Inbox log(inbox(), figures_, crowd_, nullptr, ignore);
    const auto expected = GetParam() == db::Engine::postgres ? Receipt::outdated : Receipt::stored;
    EXPECT_EQ(append(log, checked).get(), expected);
}

ON_BOTH_ENGINES(Inbox);

}  // namespace
}  // namespace tillwatch::test
