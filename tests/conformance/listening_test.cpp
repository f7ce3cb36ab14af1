// What a transaction tells is heard by all who listen: once, and only if it is committed.
#include <thread>

#include <gmock/gmock.h>

#include "conformance/ear.hpp"
#include "conformance/engines.hpp"
#include "conformance/sql.hpp"
#include "support/postgres_server.hpp"

namespace tillwatch::test {
namespace {

namespace sql = conformance::sql;
using db::Transaction;
using testing::ElementsAre;

class Listening : public BothEngines {
  protected:
    void tell(std::string_view notice) {
        database_->write([&](Transaction& transaction) { transaction.tell(notice); });
    }
};

TEST_P(Listening, hears_each_notice_once_in_the_order_of_the_commits) {
    Ear ear(*database_);
    Ear other(*database_);
    tell("one");
    database_->write([](Transaction& transaction) {
        transaction.tell("two");
        transaction.send<sql::InsertNote>({.store_id = 1, .id = 1});
        transaction.tell("three");
    });
    tell("end");
    EXPECT_THAT(ear.heard_until("end"), ElementsAre("one", "two", "three", "end"));
    EXPECT_THAT(other.heard_until("end"), ElementsAre("one", "two", "three", "end"));
}

TEST_P(Listening, hears_nothing_of_what_was_taken_back) {
    Ear ear(*database_);
    const auto tell_and_fail = [&](bool again) {
        database_->write([&](Transaction& transaction) {
            transaction.tell("taken back");
            if (!again) throw std::logic_error("no");
            transaction.run<sql::InsertNote>({.store_id = 1, .id = 1});
            transaction.run<sql::InsertNote>({.store_id = 1, .id = 1});
        });
    };
    EXPECT_THROW(tell_and_fail(false), std::logic_error);
    EXPECT_THROW(tell_and_fail(true), db::DatabaseError);
    tell("end");
    EXPECT_THAT(ear.heard_until("end"), ElementsAre("end"));
}

TEST_P(Listening, hears_of_those_that_committed_together_with_some_that_failed) {
    constexpr int writers = 4, rounds = 25;
    Ear ear(*database_);
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([&] {
            for (int round = 0; round < rounds; ++round) {
                EXPECT_THROW(database_->write([](Transaction& transaction) {
                    transaction.tell("taken back");
                    throw std::logic_error("no");
                }),
                             std::logic_error);
                tell("kept");
            }
        });
    threads.clear();
    tell("end");
    const auto heard = ear.heard_until("end");
    EXPECT_EQ(std::ranges::count(heard, "kept"), writers * rounds);
    EXPECT_EQ(heard.size(), writers * rounds + 1U);
}

TEST_P(Listening, can_read_what_a_notice_is_about) {
    std::atomic<std::int64_t> notes = -1;
    const auto ear = database_->listen(
        {.on_notice = [&](std::string_view) { notes = count_notes(); }, .on_gap = [] {}});
    Ear begun(*database_);
    wait_until([&] {
        tell("again");
        return notes >= 0;
    });
    database_->write([](Transaction& transaction) {
        transaction.send<sql::InsertNote>({.store_id = 1, .id = 1});
        transaction.tell("one");
    });
    wait_until([&] { return notes == 1; });
}

TEST_P(Listening, takes_the_longest_notice) {
    Ear ear(*database_);
    const std::string longest(db::notice_bytes_max, 'x');
    tell(longest);
    EXPECT_THAT(ear.heard_until(longest), ElementsAre(longest));
}

TEST_P(Listening, of_who_went_is_no_trouble) {
    {
        Ear gone(*database_);
    }
    Ear ear(*database_);
    tell("end");
    EXPECT_THAT(ear.heard_until("end"), ElementsAre("end"));
}

ON_BOTH_ENGINES(Listening);

class ListeningToPostgres : public testing::Test {
  protected:
    EmptyDatabase empty_{db::Engine::postgres};
    std::unique_ptr<db::Database> one_ = empty_.open();
    std::unique_ptr<db::Database> other_ = empty_.open();

    void tell(std::string_view notice) {
        one_->write([&](Transaction& transaction) { transaction.tell(notice); });
    }
};

TEST_F(ListeningToPostgres, hears_what_another_process_tells) {
    Ear ear(*other_);
    tell("end");
    EXPECT_THAT(ear.heard_until("end"), ElementsAre("end"));
}

TEST_F(ListeningToPostgres, says_that_it_may_have_missed_something_when_it_was_cut_off) {
    Ear ear(*other_);
    PostgresServer::shared().execute(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where query = 'listen tillwatch' and datname = '" +
        empty_.name() + "'");
    wait_until([&] { return ear.gaps() == 2; });
    tell("end");
    EXPECT_THAT(ear.heard_until("end"), ElementsAre("end"));
}

}  // namespace
}  // namespace tillwatch::test
