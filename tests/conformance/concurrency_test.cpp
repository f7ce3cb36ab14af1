// Many threads at once: writers do not hurt each other, readers see one moment.
#include <latch>
#include <thread>

#include "conformance/engines.hpp"
#include "conformance/sql.hpp"

namespace tillwatch::test {
namespace {

namespace sql = conformance::sql;
using db::Kind;
using db::Transaction;

class Concurrency : public BothEngines {};

void add_one(Transaction& transaction, std::int64_t id) {
    transaction.run<sql::AddAmount>({.store_id = 1, .id = id, .amount = 1});
}

/// Reads, then writes what was read: lost if two of them meet unnoticed.
void add_one_by_hand(Transaction& transaction) {
    const auto row = transaction.one<sql::FindNote>({.store_id = 1, .id = 1});
    if (row) transaction.run<sql::DeleteNote>({.store_id = 1, .id = 1});
    const auto amount = row ? row->amount + 1 : 1;
    transaction.run<sql::AddAmount>({.store_id = 1, .id = 1, .amount = amount});
}

TEST_P(Concurrency, no_update_is_lost) {
    constexpr int threads = 8;
    constexpr int writes = 25;
    const auto add_with_patience = [&] {
        for (;;) {
            try {
                return database_->write(add_one_by_hand);
            } catch (const db::DatabaseError& error) {
                // On a busy machine one thread may lose more often than a write is retried.
                if (error.kind() != Kind::conflict) {
                    ADD_FAILURE() << error.detail();
                    return;
                }
            }
        }
    };
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < threads; ++i) {
            writers.emplace_back([&] {
                for (int write = 0; write < writes; ++write) add_with_patience();
            });
        }
    }
    const auto row = database_->read(
        [](Transaction& t) { return t.one<sql::FindNote>({.store_id = 1, .id = 1}); });
    EXPECT_EQ(row->amount, threads * writes);
}

TEST_P(Concurrency, a_failing_write_does_not_hurt_its_neighbours) {
    constexpr std::int64_t writers_count = 40;
    std::atomic<int> failures = 0;
    {
        std::latch start(writers_count);
        std::vector<std::jthread> writers;
        for (std::int64_t id = 1; id <= writers_count; ++id) {
            writers.emplace_back([&, id] {
                start.arrive_and_wait();
                try {
                    database_->write([&](Transaction& transaction) {
                        add_one(transaction, id);
                        if (id % 4 == 0) throw std::logic_error("no");
                        if (id % 4 == 1) add_one(transaction, id + 1'000);
                        if (id % 4 == 2) {
                            transaction.run<sql::InsertNote>({.store_id = 1, .id = id});
                        }
                    });
                } catch (const std::exception&) {
                    ++failures;
                }
            });
        }
    }
    EXPECT_EQ(failures, writers_count / 2);
    EXPECT_EQ(count_notes(), 10 * 2 + 10);
}

TEST_P(Concurrency, readers_see_one_moment) {
    std::atomic<bool> stop = false;
    std::jthread writer([&] {
        for (std::int64_t i = 1; !stop; ++i) {
            database_->write([&](Transaction& transaction) {
                // What one takes the other gives: the sum is zero at every moment.
                transaction.send<sql::AddAmount>({.store_id = 1, .id = 1, .amount = 1});
                transaction.send<sql::AddAmount>({.store_id = 1, .id = 2, .amount = -1});
                transaction.send<sql::AddAmount>({.store_id = 2, .id = i, .amount = 1});
            });
        }
    });
    for (int i = 0; i < 200; ++i) {
        database_->read([](Transaction& transaction) {
            const auto first = transaction.one<sql::CountNotes>({.store_id = 2})->notes;
            EXPECT_EQ(transaction.one<sql::CountNotes>({.store_id = 1})->amount, 0);
            EXPECT_EQ(transaction.one<sql::CountNotes>({.store_id = 2})->notes, first);
        });
    }
    stop = true;
}

TEST_P(Concurrency, a_writer_does_not_wait_for_readers) {
    database_->read([&](Transaction& transaction) {
        EXPECT_EQ(transaction.one<sql::CountNotes>({.store_id = 1})->notes, 0);
        database_->write([](Transaction& inner) { add_one(inner, 1); });
        EXPECT_EQ(transaction.one<sql::CountNotes>({.store_id = 1})->notes, 0);
    });
    EXPECT_EQ(count_notes(), 1);
}

TEST_P(Concurrency, more_readers_than_connections_take_turns) {
    std::vector<std::jthread> readers;
    std::atomic<int> done = 0;
    for (int i = 0; i < 24; ++i) {
        readers.emplace_back([&] {
            for (int read = 0; read < 10; ++read) {
                EXPECT_EQ(count_notes(), 0);
                ++done;
            }
        });
    }
    readers.clear();
    EXPECT_EQ(done, 240);
}

TEST_P(Concurrency, a_reader_that_finds_no_connection_gives_up) {
    const auto small = empty_.open({.wait_timeout_ms = 50, .readers = 1, .connections = 1});
    small->read([&](Transaction& transaction) {
        transaction.one<sql::CountNotes>({.store_id = 1});
        const auto second = [&] {
            small->read([](Transaction& inner) { inner.one<sql::CountNotes>({.store_id = 1}); });
        };
        EXPECT_EQ(kind_of(second), Kind::unavailable);
    });
}

ON_BOTH_ENGINES(Concurrency);

}  // namespace
}  // namespace tillwatch::test
