// The inbox on both engines: what is stored once, what is told.
#include "intake/inbox.hpp"

#include <future>

#include "conformance/an_order.hpp"
#include "conformance/program_fixture.hpp"

namespace tillwatch::test {
namespace {

class Inbox : public Program {};

TEST_P(Inbox, stores_the_same_delivery_once) {
    const auto store = add_store();
    const auto body = order("2026-07-01T12:00:00Z");
    EXPECT_EQ(deliver(store, {{"orders/create", body, "a"}, {"orders/create", body, "a"}}), 1);
    EXPECT_EQ(deliver(store, {{"orders/create", body, "a"}}), 0);
    EXPECT_EQ(deliver(store, {{"orders/create", body, "b"}, {"orders/paid", body, "a"}}), 2);
}

TEST_P(Inbox, keeps_both_bodies_that_come_under_one_id) {
    const auto store = add_store();
    EXPECT_EQ(deliver(store, {{"orders/create", order("2026-07-01T12:00:00Z"), "a"},
                              {"orders/create", order("2026-07-02T12:00:00Z"), "a"}}),
              2);
}

TEST_P(Inbox, remembers_when_the_newest_came) {
    const auto store = add_store();
    deliver(store, {{"orders/create", order("2026-07-01T12:00:00Z")}});
    EXPECT_EQ(overview(store).through, clock_.now());
}

TEST_P(Inbox, tells_that_it_could_not_store) {
    const auto store = add_store();
    intake::Inbox log(inbox(), [](std::span<const StoreId>) {});
    std::promise<intake::Receipt> promise;
    log.append({.store_id = store.id,
                .topic = std::string("a\0b", 3),
                .webhook_id = "x",
                .generation = stores_.generation(),
                .content = intake::pack("", "{}")},
               [&](intake::Receipt receipt) { promise.set_value(receipt); });
    EXPECT_EQ(promise.get_future().get(), intake::Receipt::unavailable);
}

ON_BOTH_ENGINES(Inbox);

}  // namespace
}  // namespace tillwatch::test
