// Who may project: one process at a time, whatever the others do; and a delivery that ends the
// process does so a few times only.
#include <latch>
#include <thread>

#include <gmock/gmock.h>
#include <spawn.h>
#include <sys/wait.h>

#include "conformance/an_order.hpp"
#include "conformance/program_fixture.hpp"
#include "conformance/wait_until.hpp"
#include "dump/sql.hpp"
#include "projection/projection.hpp"
#include "projection/sql.hpp"

extern char** environ;

namespace tillwatch::test {
namespace {

using projection::Leases;
using projection::Parser;
using projection::Projection;
using testing::ElementsAre;
using testing::EndsWith;
using testing::IsEmpty;
using testing::StartsWith;

class Lease : public Program {
  protected:
    Projection projection(Parser parse = projection::parser_of_deliveries()) {
        return Projection(state(), inbox(), stores_, random_.id(), std::move(parse));
    }

    std::vector<Sent> orders(std::int64_t from, std::int64_t to) {
        std::vector<Sent> sent;
        for (auto number = from; number <= to; ++number)
            sent.push_back({"orders/create", order_number(number)});
        return sent;
    }

    /// A process claims a store's partition and is never heard of again.
    void die_holding(const stores::Store& store) {
        Leases leases(state(), random_.id());
        const auto partition = projection::partition_of(store.id);
        ASSERT_TRUE(leases.claim(partition));
        leases.abandon(partition);
    }

    void expire_leases() {
        state().write(
            [](db::Transaction& transaction) { transaction.run<dump::sql::ExpireLeases>({}); });
    }
    std::int64_t count_leases() {
        return state().read([](db::Transaction& transaction) {
            return transaction.one<dump::sql::CountLeases>({})->leases;
        });
    }
    std::vector<std::string> attempts(const stores::Store& store) {
        return state().read([&](db::Transaction& transaction) {
            std::vector<std::string> texts;
            for (const auto& row : transaction.all<dump::sql::DumpAttempts>({store.id.value}))
                texts.push_back(row.content);
            return texts;
        });
    }
    std::int64_t all_time_orders(const stores::Store& store) {
        return overview(store).all_time_orders;
    }

    /// Whether a process of its own projected all and ended well.
    bool project_in_a_process() {
        close_databases();  // SQLite's files have one process
        auto target = url().engine == db::Engine::sqlite ? "sqlite:" + url().directory
                                                         : std::string(url().connection.reveal());
        std::string program = PROJECTOR_PATH;
        char* arguments[] = {program.data(), target.data(), nullptr};
        pid_t process = 0;
        EXPECT_EQ(posix_spawn(&process, program.c_str(), nullptr, nullptr, arguments, environ), 0);
        int status = 0;
        EXPECT_EQ(waitpid(process, &status, 0), process);
        open_databases();
        EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
        return WIFEXITED(status);
    }
};

TEST_P(Lease, tells_its_next_holder_how_the_last_one_ended) {
    constexpr std::int64_t partition = 63;
    std::optional<Leases::Claim> first;
    {
        Leases leases(state(), 1);
        first = leases.claim(partition);
        EXPECT_EQ(first->before, Leases::Before::given_back);
        EXPECT_EQ(leases.claim(partition)->before, Leases::Before::own);
        EXPECT_EQ(count_leases(), 1);
    }
    EXPECT_EQ(count_leases(), 0);
    Leases second(state(), 2);
    const auto after = second.claim(partition);
    EXPECT_EQ(after->before, Leases::Before::given_back);
    EXPECT_EQ(after->lease.fence, first->lease.fence + 1);
    expire_leases();
    Leases third(state(), 3);
    EXPECT_EQ(third.claim(partition)->before, Leases::Before::abandoned);
    // The second, given back by its destructor, is not the third's.
    second.give_back(after->lease);
    EXPECT_EQ(count_leases(), 1);
}

TEST_P(Lease, is_confirmed_to_nobody_but_its_holder) {
    Leases late(state(), 1);
    const auto old = late.claim(5);
    expire_leases();
    Leases next(state(), 2);
    const auto now = next.claim(5);
    const auto confirmed = [&](const Leases& leases, const projection::Lease& lease) {
        return state().write(
            [&](db::Transaction& transaction) { return leases.confirm(transaction, lease); });
    };
    EXPECT_FALSE(confirmed(late, old->lease));
    EXPECT_FALSE(confirmed(late, now->lease));
    EXPECT_FALSE(confirmed(next, old->lease));
    EXPECT_FALSE(confirmed(next, {6, now->lease.fence}));
    EXPECT_TRUE(confirmed(next, now->lease));
}

TEST_P(Lease, is_given_back_when_all_is_done_and_nobody_stays_careful) {
    const auto store = add_store();
    take_in(store, orders(1, 3));
    die_holding(store);
    expire_leases();
    EXPECT_EQ(projection().drain(), 3);
    EXPECT_EQ(count_leases(), 0);
    EXPECT_EQ(all_time_orders(store), 3);
    EXPECT_THAT(outcomes(store), IsEmpty());
    EXPECT_THAT(attempts(store), IsEmpty());
}

TEST_P(Lease, that_many_held_when_they_died_harms_no_delivery) {
    const auto store = add_store();
    take_in(store, orders(1, 3));
    for (int deaths = 0; deaths < 10; ++deaths) {
        die_holding(store);
        expire_leases();
    }
    EXPECT_EQ(projection().drain(), 3);
    EXPECT_EQ(all_time_orders(store), 3);
    EXPECT_THAT(outcomes(store), IsEmpty());
}

TEST_P(Lease, holder_that_meets_trouble_counts_it_once_and_stays_careful) {
    const auto store = add_store();
    take_in(store, orders(1, 3));
    die_holding(store);
    expire_leases();
    {
        auto troubled = projection(
            [](auto, auto, auto, auto) -> shopify::Parsed { throw std::runtime_error("no more"); });
        for (int tries = 0; tries < 5; ++tries) EXPECT_THROW(troubled.drain(), std::runtime_error);
        EXPECT_THAT(attempts(store), ElementsAre(EndsWith(",1")));
    }
    EXPECT_EQ(count_leases(), 1);  // so that the next one is careful too
    expire_leases();
    EXPECT_EQ(projection().drain(), 3);
    EXPECT_EQ(all_time_orders(store), 3);
    EXPECT_THAT(attempts(store), IsEmpty());
    EXPECT_EQ(count_leases(), 0);
}

TEST_P(Lease, of_a_dead_one_does_not_keep_what_the_database_refuses_from_being_told) {
    const auto store = add_store();
    std::vector<Sent> sent;
    for (std::int64_t id = 1; id <= 11; ++id) sent.push_back({"orders/create", huge_order(id)});
    take_in(store, sent);
    take_in(store, {{"orders/create", order("2026-07-01T12:00:00Z")}});
    die_holding(store);
    expire_leases();
    EXPECT_EQ(projection().drain(), 12);
    EXPECT_EQ(all_time_orders(store), 10);
    EXPECT_THAT(outcomes(store), ElementsAre(StartsWith("failed,the database refused")));
    EXPECT_THAT(attempts(store), IsEmpty());
}

TEST_P(Lease, holders_that_a_delivery_kills_give_it_up_after_a_few_and_lose_no_other) {
    const auto store = add_store("one.myshopify.com");
    const auto other = add_store("two.myshopify.com");
    take_in(store, orders(1, 5));
    take_in(store, {{"orders/create", R"({"id":6,"note":"deadly"})"}});
    take_in(store, orders(7, 10));
    take_in(other, orders(1, 10));
    int deaths = 0;
    while (!project_in_a_process()) {
        ++deaths;
        ASSERT_LE(deaths, 4);
        expire_leases();
    }
    EXPECT_EQ(deaths, 4);  // one in a batch, then three alone
    EXPECT_EQ(all_time_orders(store), 9);
    EXPECT_EQ(day(store, "07-01").gross_sales, 9'000);
    EXPECT_EQ(all_time_orders(other), 10);
    EXPECT_THAT(outcomes(store), ElementsAre("failed,projecting it ended the process 3 times"));
    EXPECT_THAT(outcomes(other), IsEmpty());
    EXPECT_THAT(attempts(store), IsEmpty());
    // Back to normal: the next process takes them in batches again.
    {
        Leases next(state(), 9);
        EXPECT_EQ(next.claim(projection::partition_of(store.id))->before,
                  Leases::Before::given_back);
    }
    take_in(store, orders(11, 12));
    EXPECT_TRUE(project_in_a_process());
    EXPECT_EQ(all_time_orders(store), 11);
}

TEST_P(Lease, holder_looks_only_at_the_stores_it_is_told_of) {
    const auto one = add_store("one.myshopify.com");
    const auto two = add_store("two.myshopify.com");
    take_in(one, orders(1, 2));
    take_in(two, orders(1, 2));
    auto projection = this->projection();
    EXPECT_EQ(projection.work({one.id}).projected, 2);
    EXPECT_EQ(all_time_orders(one), 2);
    EXPECT_EQ(all_time_orders(two), 0);
    EXPECT_THAT(projection.list_pending_stores(), ElementsAre(two.id));
}

TEST_P(Lease, holder_gives_each_store_a_turn_and_ends_when_it_is_told_to) {
    const auto store = add_store();
    constexpr auto turn_max = projection::turn_batches_max * projection::batch_deliveries_max;
    const std::vector<Sent> batch(projection::batch_deliveries_max, {"frobs/create", "{}"});
    take_in(store, {{"frobs/create", "{}"}});
    // All at once are more than may wait to be stored.
    for (int i = 0; i < projection::turn_batches_max; ++i) take_in(store, batch);
    auto projection = this->projection();
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_EQ(projection.work({store.id}, stopped.get_token()).projected, 0);
    const auto turn = projection.work({store.id});
    EXPECT_EQ(turn.projected, turn_max);
    EXPECT_THAT(turn.left, ElementsAre(store.id));
    const auto rest = projection.work(turn.left);
    EXPECT_EQ(rest.projected, 1);
    EXPECT_THAT(rest.left, IsEmpty());
}

ON_BOTH_ENGINES(Lease);

/// Two nodes, each with connections of its own to one PostgreSQL.
class TwoNodes : public Lease {
  protected:
    Projection on_other(Parser parse = projection::parser_of_deliveries()) {
        return Projection(*other_, *other_, stores_, random_.id(), std::move(parse));
    }

    std::unique_ptr<db::Database> other_ = open_again();
};

TEST_P(TwoNodes, share_the_stores_and_apply_each_delivery_once) {
    std::vector<stores::Store> all;
    for (int number = 0; number < 20; ++number) {
        all.push_back(add_store(fmt::format("shop-{}.myshopify.com", number)));
        take_in(all.back(), orders(1, 30));
    }
    // Neither goes on before the other has some of the work.
    std::latch both(2);
    const auto met = [&] {
        return [&, first = true, parse = projection::parser_of_deliveries()](
                   std::string_view topic, std::string_view body,
                   std::optional<Instant> triggered_at, Currency currency) mutable {
            if (std::exchange(first, false)) both.arrive_and_wait();
            return parse(topic, body, triggered_at, currency);
        };
    };
    std::atomic<std::int64_t> projected = 0;
    const auto work = [&](Projection node) {
        while (!node.list_pending_stores().empty()) projected += node.drain();
    };
    {
        const std::jthread one([&] { work(projection(met())); });
        const std::jthread two([&] { work(on_other(met())); });
    }
    EXPECT_EQ(projected, 20 * 30);
    for (const auto& store : all) {
        EXPECT_EQ(all_time_orders(store), 30);
        EXPECT_EQ(day(store, "07-01").gross_sales, 30'000);
    }
    EXPECT_EQ(count_leases(), 0);
}

TEST_P(TwoNodes, take_over_what_a_dead_one_held_once_its_lease_is_over) {
    const auto store = add_store();
    take_in(store, orders(1, 3));
    die_holding(store);
    EXPECT_EQ(on_other().drain(), 0);
    expire_leases();
    EXPECT_EQ(on_other().drain(), 3);
    EXPECT_EQ(all_time_orders(store), 3);
}

TEST_P(TwoNodes, let_one_that_comes_late_write_nothing) {
    const auto store = add_store();
    take_in(store, orders(1, 3));
    Leases next(*other_, 2);
    auto late = projection([&](auto, auto, auto, auto) -> shopify::Parsed {
        // Its lease runs out while it stands still, and the other does the work and holds on.
        expire_leases();
        on_other().drain();
        EXPECT_TRUE(next.claim(projection::partition_of(store.id)));
        return std::unexpected(shopify::Rejection{shopify::Rejection::State::failed, "late"});
    });
    EXPECT_EQ(late.drain(), 0);
    EXPECT_EQ(all_time_orders(store), 3);
    EXPECT_THAT(outcomes(store), IsEmpty());
}

TEST_P(TwoNodes, do_not_write_under_a_lease_that_expired) {
    const auto store = add_store();
    take_in(store, orders(1, 3));
    auto late = projection([&](auto, auto, auto, auto) -> shopify::Parsed {
        expire_leases();
        return std::unexpected(shopify::Rejection{shopify::Rejection::State::failed, "late"});
    });
    EXPECT_EQ(late.drain(), 0);
    EXPECT_THAT(outcomes(store), IsEmpty());
}

TEST_P(TwoNodes, wait_for_no_one_that_stopped_within_its_transaction) {
    Leases stopped(state(), 1);
    Leases twin(*other_, 1);
    Leases next(*other_, 2);
    const auto lease = stopped.claim(5)->lease;
    std::vector<bool> confirmed;
    state().write([&](db::Transaction& transaction) {
        confirmed.push_back(stopped.confirm(transaction, lease));
        if (confirmed.size() > 1) return;
        EXPECT_FALSE(twin.claim(5));  // at once, though the row is locked
        wait_until([&] {
            try {
                expire_leases();
                return next.claim(5).has_value();
            } catch (const db::DatabaseError&) {
                return false;  // still waits for the lock
            }
        });
        stopped.confirm(transaction, lease);
    });
    EXPECT_THAT(confirmed, ElementsAre(true, false));
}

TEST_P(TwoNodes, wait_for_no_one_that_stopped_within_a_pipeline) {
    Leases next(*other_, 2);
    int tries = 0;
    state().write([&](db::Transaction& transaction) {
        if (++tries > 1) return;
        transaction.one<projection::sql::FindFreeLease>({5, 1});
        // More than is kept back: the server has it, and waits for the pipeline's end.
        const std::vector<projection::sql::DeleteOutcome::Params> many(20'000, {1, 1});
        transaction.send_batch<projection::sql::DeleteOutcome>(many);
        EXPECT_FALSE(next.claim(5));
        wait_until([&] { return next.claim(5).has_value(); });
        transaction.one<projection::sql::FindFreeLease>({5, 1});
    });
    EXPECT_EQ(tries, 2);  // its session was ended
}

INSTANTIATE_TEST_SUITE_P(engines, TwoNodes, testing::Values(db::Engine::postgres), engine_name);

}  // namespace
}  // namespace tillwatch::test
