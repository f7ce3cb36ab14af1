// A transaction is whole or nothing, and what goes wrong in it is told apart.
#include "conformance/engines.hpp"
#include "conformance/sql.hpp"

namespace tillwatch::test {
namespace {

namespace sql = conformance::sql;
using db::Kind;
using db::Transaction;

class Transactions : public BothEngines {
  protected:
    void insert(std::int64_t id, std::int64_t amount = 0) {
        database_->write([&](Transaction& transaction) {
            transaction.run<sql::InsertNote>({.store_id = 1, .id = id, .amount = amount});
        });
    }
};

TEST_P(Transactions, answer_what_the_function_answers) {
    const auto affected = database_->write([](Transaction& transaction) {
        return transaction.run<sql::AddAmount>({.store_id = 1, .id = 1, .amount = 1});
    });
    EXPECT_EQ(affected, 1);
    const std::string text = database_->read([](Transaction&) { return std::string("text"); });
    EXPECT_EQ(text, "text");
}

TEST_P(Transactions, see_their_own_writes) {
    database_->write([](Transaction& transaction) {
        transaction.send<sql::InsertNote>({.store_id = 1, .id = 1, .amount = 7});
        EXPECT_EQ(transaction.one<sql::CountNotes>({.store_id = 1})->amount, 7);
    });
}

TEST_P(Transactions, roll_back_when_the_function_throws) {
    const auto failing = [&] {
        database_->write([](Transaction& transaction) {
            transaction.run<sql::InsertNote>({.store_id = 1, .id = 1});
            transaction.send<sql::InsertNote>({.store_id = 1, .id = 2});
            throw std::logic_error("no");
        });
    };
    EXPECT_THROW(failing(), std::logic_error);
    EXPECT_EQ(count_notes(), 0);
    insert(1);
    EXPECT_EQ(count_notes(), 1);
}

TEST_P(Transactions, tell_a_key_that_exists_from_another_broken_rule) {
    insert(1);
    EXPECT_EQ(kind_of([&] { insert(1); }), Kind::unique);
    EXPECT_EQ(kind_of([&] { insert(2, 1'000'000); }), Kind::constraint);
    EXPECT_EQ(count_notes(), 1);
}

TEST_P(Transactions, do_not_commit_after_an_error_that_was_swallowed) {
    insert(1);
    const auto swallowing = [&] {
        database_->write([](Transaction& transaction) {
            transaction.run<sql::InsertNote>({.store_id = 1, .id = 2});
            try {
                transaction.run<sql::InsertNote>({.store_id = 1, .id = 1});
            } catch (const db::DatabaseError& error) {
                EXPECT_EQ(error.kind(), Kind::unique);
            }
        });
    };
    EXPECT_EQ(kind_of(swallowing), Kind::unique);
    EXPECT_EQ(count_notes(), 1);
}

TEST_P(Transactions, tell_of_an_error_nobody_waited_for_when_they_commit) {
    insert(1);
    const auto sending = [&] {
        database_->write([](Transaction& transaction) {
            transaction.send<sql::InsertNote>({.store_id = 1, .id = 2});
            transaction.send<sql::InsertNote>({.store_id = 1, .id = 1});
            transaction.send<sql::InsertNote>({.store_id = 1, .id = 3});
        });
    };
    EXPECT_EQ(kind_of(sending), Kind::unique);
    EXPECT_EQ(count_notes(), 1);
}

TEST_P(Transactions, that_only_read_cannot_write) {
    const auto writing = [&] {
        database_->read([](Transaction& transaction) {
            transaction.run<sql::InsertNote>({.store_id = 1, .id = 1});
        });
    };
    EXPECT_EQ(kind_of(writing), Kind::bug);
    EXPECT_EQ(count_notes(), 0);
}

TEST_P(Transactions, refuse_a_second_row_where_one_was_asked_for) {
    const auto asking = [&] {
        database_->read([](Transaction& transaction) {
            return transaction.one<sql::CountUp>({.last = 2})->number;
        });
    };
    EXPECT_EQ(kind_of(asking), Kind::bug);
    const auto number =
        database_->read([](Transaction& t) { return t.one<sql::CountUp>({.last = 1})->number; });
    EXPECT_EQ(number, 1);
}

TEST_P(Transactions, stream_rows) {
    std::int64_t sum = 0;
    database_->read([&](Transaction& transaction) {
        sum = 0;
        transaction.each<sql::CountUp>({.last = 20'000},
                                       [&](const auto& row) { sum += row.number; });
        EXPECT_EQ(transaction.one<sql::CountUp>({.last = 1})->number, 1);
    });
    EXPECT_EQ(sum, 200'010'000);
}

TEST_P(Transactions, can_be_left_in_the_middle_of_a_stream) {
    const auto leaving = [&] {
        database_->read([](Transaction& transaction) {
            transaction.each<sql::CountUp>({.last = 1'000'000'000}, [](const auto& row) {
                if (row.number == 1'000) throw std::logic_error("enough");
            });
        });
    };
    EXPECT_THROW(leaving(), std::logic_error);
    EXPECT_EQ(count_notes(), 0);
}

TEST_P(Transactions, do_not_let_a_reader_run_for_ever) {
    const auto quick = empty_.open({.statement_timeout_ms = 100});
    const auto counting = [&] {
        quick->read([](Transaction& transaction) {
            transaction.each<sql::CountUp>({.last = 1'000'000'000}, [](const auto&) {});
        });
    };
    EXPECT_EQ(kind_of(counting), Kind::unavailable);
    quick->read([](Transaction& t) { EXPECT_TRUE(t.one<sql::CountUp>({.last = 1})); });
}

TEST_P(Transactions, may_take_longer_when_they_say_so) {
    const auto quick = empty_.open({.statement_timeout_ms = 1});
    std::int64_t rows = 0;
    const auto count = [&](Transaction& transaction) {
        rows = 0;
        transaction.each<sql::CountUp>({.last = 300'000}, [&](const auto&) { ++rows; });
    };
    quick->read(count, {.statement_timeout_ms = 60'000});
    EXPECT_EQ(rows, 300'000);
}

ON_BOTH_ENGINES(Transactions);

}  // namespace
}  // namespace tillwatch::test
