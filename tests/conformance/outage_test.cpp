// A PostgreSQL that dies, hangs or drops a connection: nobody waits for it long, nothing is done
// twice, and all is well again when it is back.
#include <chrono>
#include <latch>
#include <thread>

#include "base/clock.hpp"
#include "conformance/engines.hpp"
#include "conformance/migrations.hpp"
#include "conformance/sql.hpp"
#include "conformance/wait_until.hpp"
#include "support/postgres_server.hpp"

namespace tillwatch::test {
namespace {

namespace sql = conformance::sql;
using db::Kind;
using db::Transaction;
using std::chrono::steady_clock;

class Outage : public testing::Test {
  protected:
    static constexpr int time_out_ms = 400;

    Outage() : name_(server().create_database()) {
        const auto url = value_or_throw(db::parse_database_url(server().url(name_)));
        database_ = db::Database::open(url, "state",
                                       {.statement_timeout_ms = time_out_ms,
                                        .connections = 4,
                                        .connect_timeout_ms = time_out_ms});
        db::migrate(*database_, conformance::migrations::example, SystemClock());
    }

    /// One for all these tests, and none of the other suites.
    static PostgresServer& server() {
        static PostgresServer own;
        return own;
    }

    void add(std::int64_t id) {
        database_->write([&](Transaction& transaction) {
            ++runs_;
            transaction.run<sql::AddAmount>({.store_id = 1, .id = id, .amount = 1});
        });
    }
    std::int64_t count() {
        return database_->read([](Transaction& transaction) {
            return transaction.one<sql::CountNotes>({.store_id = 1})->notes;
        });
    }

    /// The write is refused as unavailable, and long before anybody would call that hanging.
    void expect_unavailable() {
        const auto start = steady_clock::now();
        try {
            add(9);
            ADD_FAILURE() << "written";
        } catch (const db::DatabaseError& error) {
            EXPECT_EQ(error.kind(), Kind::unavailable) << error.detail();
            EXPECT_EQ(error.code(), Code::unavailable);
        }
        EXPECT_LT(steady_clock::now() - start, std::chrono::seconds(4));
    }

    bool answers() {
        try {
            count();
            return true;
        } catch (const db::DatabaseError&) {
            return false;
        }
    }

    /// Has commits that inserted a note take long.
    void slow_commits() {
        server().execute(
            "create function slow() returns trigger language plpgsql as "
            "$$ begin perform pg_sleep(5); return null; end $$;"
            "create constraint trigger slow after insert on notes deferrable initially deferred "
            "for each row execute function slow()",
            name_);
    }
    void wait_for_a_commit() {
        wait_until([&] {
            return server().execute(
                       "select count(*) from pg_stat_activity "
                       "where state = 'active' and query = 'commit' and wait_event = 'PgSleep'") ==
                   "1";
        });
    }
    void break_connections() {
        server().execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name_ +
            "'");
    }

    const std::string name_;
    std::unique_ptr<db::Database> database_;
    std::atomic<int> runs_ = 0;
};

TEST_F(Outage, that_ends_a_connection_among_its_statements_is_an_error_and_nothing_stays) {
    const auto end_it = [](Transaction& transaction) {
        transaction.send<sql::AddAmount>({.store_id = 1, .id = 3, .amount = 1});
        transaction.one<sql::EndConnection>({});
        transaction.send<sql::AddAmount>({.store_id = 1, .id = 4, .amount = 1});
    };
    try {
        database_->write(end_it);
        ADD_FAILURE() << "written";
    } catch (const db::DatabaseError& error) {
        EXPECT_EQ(error.kind(), Kind::unavailable) << error.detail();
    }
    add(5);
}

TEST_F(Outage, by_death_is_told_at_once_and_ends_with_the_restart) {
    add(1);
    server().kill();
    for (int i = 0; i < 10; ++i) expect_unavailable();
    server().start();
    wait_until([&] { return answers(); });
    EXPECT_EQ(count(), 1);
    add(2);
    EXPECT_EQ(count(), 2);
}

TEST_F(Outage, by_hanging_is_told_within_the_time_out_and_ends_when_it_goes_on) {
    add(1);
    server().freeze();
    for (int i = 0; i < 2; ++i) expect_unavailable();
    server().thaw();
    wait_until([&] { return answers(); });
    EXPECT_EQ(count(), 1);
}

TEST_F(Outage, by_hanging_keeps_no_thread) {
    server().freeze();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 12; ++i) threads.emplace_back([&] { expect_unavailable(); });
    }
    server().thaw();
    wait_until([&] { return answers(); });
    EXPECT_EQ(count(), 0);
}

TEST_F(Outage, of_an_idle_connection_is_not_noticed) {
    add(1);
    break_connections();
    add(2);
    EXPECT_EQ(count(), 2);
    EXPECT_LE(runs_, 3);
}

TEST_F(Outage, within_a_transaction_has_it_run_again_once) {
    database_->write([&](Transaction& transaction) {
        transaction.run<sql::AddAmount>({.store_id = 1, .id = 1, .amount = 1});
        if (++runs_ == 1) {
            break_connections();
        }
        transaction.run<sql::AddAmount>({.store_id = 1, .id = 2, .amount = 1});
    });
    EXPECT_EQ(runs_, 2);
    EXPECT_EQ(count(), 2);
}

TEST_F(Outage, within_every_transaction_is_told) {
    const auto unlucky = [&] {
        database_->write([&](Transaction& transaction) {
            transaction.run<sql::AddAmount>({.store_id = 1, .id = 1, .amount = 1});
            ++runs_;
            break_connections();
            transaction.run<sql::AddAmount>({.store_id = 1, .id = 2, .amount = 1});
        });
    };
    EXPECT_THROW(unlucky(), db::DatabaseError);
    EXPECT_EQ(runs_, 2);
    EXPECT_EQ(count(), 0);
}

TEST_F(Outage, within_a_commit_never_has_it_run_again) {
    slow_commits();
    const std::jthread breaker([&] {
        wait_for_a_commit();
        break_connections();
    });
    const auto insert = [&](Transaction& transaction) {
        ++runs_;
        transaction.run<sql::AddAmount>({.store_id = 1, .id = 1, .amount = 1});
    };
    try {
        database_->write(insert, {.statement_timeout_ms = 60'000});
        ADD_FAILURE() << "written";
    } catch (const db::DatabaseError& error) {
        EXPECT_EQ(error.kind(), Kind::unavailable) << error.detail();
    }
    EXPECT_EQ(runs_, 1);
}

TEST_F(Outage, by_a_commit_that_hangs_is_told_within_the_time_out) {
    slow_commits();
    expect_unavailable();
    EXPECT_EQ(runs_, 1);
}

TEST_F(Outage, of_a_plan_is_mended_when_a_table_was_migrated) {
    add(1);
    const auto find = [&] {
        return database_->read([](Transaction& transaction) {
            return transaction.one<sql::FindNote>({.store_id = 1, .id = 1})->amount;
        });
    };
    EXPECT_EQ(find(), 1);
    server().execute("alter table notes alter column amount type int", name_);
    EXPECT_EQ(find(), 1);
}

TEST_F(Outage, at_the_start_is_told) {
    const auto url =
        value_or_throw(db::parse_database_url("postgresql://nobody@/nowhere?host=/nonexistent"));
    EXPECT_THROW(db::Database::open(url, "state"), db::DatabaseError);
}

}  // namespace
}  // namespace tillwatch::test
