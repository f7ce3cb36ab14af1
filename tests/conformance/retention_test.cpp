// What of the log goes when, on both engines.
#include "intake/retention.hpp"

#include "conformance/an_order.hpp"
#include "conformance/program_fixture.hpp"
#include "dump/sql.hpp"
#include "intake/inbox.hpp"

namespace tillwatch::test {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

class Retention : public Program {
  protected:
    intake::Retention::Removed sweep(std::int64_t position = 1'000'000) {
        intake::Retention retention(
            inbox(), stores_, clock_, [&](StoreId) { return position; },
            [&](StoreId) { bodies_when_settled_.push_back(kept().second); },
            [&](StoreId, std::span<const std::int64_t> ids) {
                forgotten_.insert(forgotten_.end(), ids.begin(), ids.end());
            });
        return retention.sweep();
    }

    /// Deliveries and bodies in the log.
    std::pair<std::int64_t, std::int64_t> kept() {
        return inbox().read([](db::Transaction& transaction) {
            const auto row = transaction.one<dump::sql::CountLog>({});
            return std::pair(row->deliveries, row->bodies);
        });
    }

    std::vector<std::int64_t> forgotten_;
    std::vector<std::int64_t> bodies_when_settled_;
};

using Kept = std::pair<std::int64_t, std::int64_t>;

TEST_P(Retention, takes_bodies_after_thirty_days_and_deliveries_with_their_keys_after_ninety) {
    const auto store = add_store();
    const Sent sent{"orders/create", order("2026-07-01T12:00:00Z"), "a"};
    deliver(store, {sent});
    clock_.advance_ms(30 * day_ms);
    EXPECT_EQ(sweep().bodies, 0);
    EXPECT_TRUE(bodies_when_settled_.empty());
    clock_.advance_ms(1);
    EXPECT_EQ(sweep().bodies, 1);
    EXPECT_EQ(bodies_when_settled_, std::vector<std::int64_t>{1});  // before it went
    EXPECT_EQ(kept(), Kept(1, 0));
    EXPECT_EQ(deliver(store, {sent}), 0);
    clock_.advance_ms(60 * day_ms);
    EXPECT_EQ(sweep().deliveries, 1);
    EXPECT_EQ(kept(), Kept(0, 0));
    EXPECT_EQ(forgotten_.size(), 1u);
    EXPECT_EQ(deliver(store, {sent}), 1);
    EXPECT_EQ(overview(store).totals.measures.orders, 1);
}

TEST_P(Retention, forgets_the_key_of_each_body_that_came_under_one_id) {
    const auto store = add_store();
    const Sent first{"orders/create", order("2026-07-01T12:00:00Z"), "a"};
    const Sent second{"orders/create", order("2026-07-02T12:00:00Z"), "a"};
    EXPECT_EQ(deliver(store, {first, second}), 2);
    clock_.advance_ms(91 * day_ms);
    EXPECT_EQ(sweep().deliveries, 2);
    EXPECT_EQ(deliver(store, {second}), 1);
    EXPECT_EQ(deliver(store, {first}), 1);
}

TEST_P(Retention, takes_many_in_steps) {
    const auto store = add_store();
    std::vector<Sent> sent;
    for (int i = 0; i < intake::Retention::step_deliveries * 2 + 1; ++i)
        sent.push_back({"x/y", "{}", std::to_string(i)});
    deliver(store, sent);
    clock_.advance_ms(31 * day_ms);
    EXPECT_EQ(sweep().bodies, static_cast<std::int64_t>(sent.size()));
}

TEST_P(Retention, leaves_what_is_pending) {
    const auto store = add_store();
    intake::Inbox log(inbox(), figures_, crowd_, nullptr, [](std::span<const StoreId>) {});
    append(log, delivery(store, "a")).get();
    clock_.advance_ms(100 * day_ms);
    sweep(0);
    EXPECT_EQ(kept(), Kept(1, 1));
}

TEST_P(Retention, goes_by_the_days_of_each_store) {
    const auto one = add_store();
    const auto two = add_store("two.myshopify.com");
    stores_.update({.store = one}, {}, {.body_retention_days = 1}, {});
    stores_.update({.store = two}, {}, {.body_retention_days = 120}, {});
    deliver(one, {{"x/y", "{}"}});
    deliver(two, {{"x/y", "{}"}});
    clock_.advance_ms(2 * day_ms);
    EXPECT_EQ(sweep().bodies, 1);
    clock_.advance_ms(98 * day_ms);
    EXPECT_EQ(sweep().deliveries, 1);
    EXPECT_EQ(kept(), Kept(1, 1));
    clock_.advance_ms(21 * day_ms);
    sweep();
    EXPECT_EQ(kept(), Kept(0, 0));
}

ON_BOTH_ENGINES(Retention);

}  // namespace
}  // namespace tillwatch::test
