// What only SQLite has to promise: the WAL stays small, what is deleted leaves the files, and a
// failing disk stops all writing.
#include "db/sqlite_database.hpp"

#include <filesystem>
#include <fstream>
#include <latch>
#include <thread>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include "base/clock.hpp"
#include "db/migration.hpp"
#include "db/sql.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch::db {
namespace {

using std::chrono::steady_clock;

class ASqliteDatabase : public testing::Test {
  protected:
    std::unique_ptr<Database> open(const Options& options = {}) {
        auto database =
            Database::open({Engine::sqlite, directory_.path().string(), {}}, "state", options);
        migrate(*database, {"notes", {}}, ManualClock({0}));
        return database;
    }
    /// The one table there is serves as any other would.
    static void add(Database& database, std::int64_t version, std::string_view text) {
        database.write([&](Transaction& transaction) {
            transaction.run<sql::AddMigration>(
                {.set_name = "rows", .version = version, .name = text});
        });
    }
    static std::size_t count(Transaction& transaction) {
        return transaction.all<sql::AppliedMigrations>({.set_name = "rows"}).size();
    }
    static std::size_t count(Database& database) {
        return database.read([](Transaction& transaction) { return count(transaction); });
    }
    std::uintmax_t wal_bytes() const {
        return std::filesystem::file_size(directory_.path() / "state.db-wal");
    }
    bool files_hold(std::string_view text) const {
        for (const auto& file : std::filesystem::directory_iterator(directory_.path())) {
            std::ifstream in(file.path());
            const std::string content{std::istreambuf_iterator<char>(in), {}};
            if (content.find(text) != std::string::npos) return true;
        }
        return false;
    }

    test::TemporaryDirectory directory_;
};

TEST_F(ASqliteDatabase, keeps_its_wal_small_under_load) {
    const auto database = open();
    const std::string note(40'000, 'x');
    for (int i = 0; i < 1'000; ++i) add(*database, i, note);
    EXPECT_LT(wal_bytes(), 3U * SqliteWriter::checkpoint_busy_pages * 4'096);
    EXPECT_EQ(count(*database), 1'000U);
}

TEST_F(ASqliteDatabase, goes_on_writing_beside_a_reader_that_stays) {
    const auto database = open();
    const std::string note(40'000, 'x');
    add(*database, -1, note);
    database->read([&](Transaction& transaction) {
        transaction.all<sql::AppliedMigrations>({.set_name = "rows"});
        for (int i = 0; i < 1'000; ++i) add(*database, i, note);
    });
    for (int i = 1'000; i < 1'100; ++i) add(*database, i, note);
    EXPECT_EQ(count(*database), 1'101U);
}

TEST_F(ASqliteDatabase, empties_an_idle_wal) {
    const auto database = open();
    add(*database, 1, "note");
    EXPECT_GT(wal_bytes(), 0U);
    const auto deadline = steady_clock::now() + std::chrono::seconds(20);
    while (wal_bytes() > 0 && steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(wal_bytes(), 0U);
}

struct DeleteAll {
    struct Params {};
    static constexpr std::size_t parameter_count = 0;
    static void bind(const Params&, std::span<Value>) {}
    static constexpr Statement statement{
        "test/delete_all", "delete from schema_migrations", "", nullptr, {}, {}};
};

TEST_F(ASqliteDatabase, forgets_what_was_deleted_when_it_is_scrubbed) {
    const auto database = open();
    add(*database, 1, "canary-4711");
    EXPECT_TRUE(files_hold("canary-4711"));
    database->write([](Transaction& transaction) { transaction.run<DeleteAll>({}); });
    EXPECT_TRUE(files_hold("canary-4711"));
    database->scrub();
    EXPECT_FALSE(files_hold("canary-4711"));
}

/// Keeps the one writer busy until it is let go.
class HeldWriter {
  public:
    explicit HeldWriter(Database& database)
        : thread_([&] {
              database.write([&](Transaction&) {
                  started_.count_down();
                  release_.wait();
              });
          }) {
        started_.wait();
    }
    void let_go() { release_.count_down(); }

  private:
    std::latch release_{1};
    std::latch started_{1};
    std::jthread thread_;
};

TEST_F(ASqliteDatabase, refuses_writes_when_too_many_wait) {
    const auto database = open({.write_queue_max = 2});
    HeldWriter held(*database);
    std::atomic<int> refused = 0;
    std::vector<std::jthread> writers;
    for (int i = 0; i < 5; ++i) {
        writers.emplace_back([&, i] {
            try {
                add(*database, i, "note");
            } catch (const DatabaseError& error) {
                EXPECT_EQ(error.kind(), Kind::unavailable);
                ++refused;
            }
        });
    }
    const auto deadline = steady_clock::now() + std::chrono::seconds(20);
    while (refused < 3 && steady_clock::now() < deadline) std::this_thread::yield();
    held.let_go();
    writers.clear();
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(count(*database), 2U);
}

TEST_F(ASqliteDatabase, runs_what_is_to_be_alone_in_a_transaction_of_its_own) {
    const auto database = open();
    HeldWriter held(*database);
    std::vector<std::jthread> writers;
    for (int i = 0; i < 20; ++i) {
        writers.emplace_back([&, i] { add(*database, i, "note"); });
        writers.emplace_back([&] {
            database->write([&](Transaction& own) { EXPECT_EQ(count(own), count(*database)); },
                            {.alone = true});
        });
    }
    held.let_go();
    writers.clear();
    EXPECT_EQ(count(*database), 20U);
}

TEST_F(ASqliteDatabase, sorts_in_files_where_that_is_asked_for_and_in_memory_again_after_it) {
    const auto database = open();
    const auto expect_place = [&](const char* probe, const Work& work) {
        EXPECT_NO_THROW(
            database->write([&](Transaction& transaction) { transaction.script(probe); }, work));
    };
    constexpr auto files = R"(
        create table probe (place check (place = 1));
        insert into probe select temp_store from pragma_temp_store;
        drop table probe)";
    constexpr auto memory = R"(
        create table probe (place check (place = 2));
        insert into probe select temp_store from pragma_temp_store;
        drop table probe)";
    expect_place(memory, {});
    expect_place(files, {.sorts = true});
    expect_place(memory, {});
    EXPECT_THROW(
        database->write([](Transaction&) { throw std::runtime_error("no"); }, {.sorts = true}),
        std::runtime_error);
    expect_place(memory, {});
}

/// While it lives no file may grow beyond a size: the disk's way of failing, within reach of a
/// test.
class SmallFiles {
  public:
    explicit SmallFiles(std::uintmax_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallFiles() {
        setrlimit(RLIMIT_FSIZE, &before_);
        signal(SIGXFSZ, handler_);
    }
    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;

  private:
    rlimit before_{};
    void (*handler_)(int);
};

TEST_F(ASqliteDatabase, writes_no_more_once_its_storage_failed) {
    int told = 0;
    auto database = open({.on_broken = [&](const DatabaseError&) { ++told; }});
    const auto kind_of_writing = [&](std::int64_t version, std::string_view text) {
        try {
            add(*database, version, text);
        } catch (const DatabaseError& error) {
            return error.kind();
        }
        return Kind::bug;
    };
    add(*database, 1, "before");
    {
        const SmallFiles small(wal_bytes() + 100'000);
        EXPECT_EQ(kind_of_writing(2, std::string(1'000'000, 'x')), Kind::broken);
    }
    EXPECT_EQ(kind_of_writing(3, "after"), Kind::broken);
    EXPECT_EQ(told, 1);
    EXPECT_EQ(count(*database), 1U);
    database.reset();
    EXPECT_EQ(count(*open()), 1U);
}

}  // namespace
}  // namespace tillwatch::db
