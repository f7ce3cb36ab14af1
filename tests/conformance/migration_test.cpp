// A migration is done wholly or not at all, once, by one.
#include "db/migration.hpp"

#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <sys/wait.h>

#include "base/clock.hpp"
#include "conformance/engines.hpp"
#include "conformance/migrations.hpp"
#include "conformance/sql.hpp"
#include "db/sql.hpp"

namespace tillwatch::test {
namespace {

namespace sql = conformance::sql;
using db::MigrationSet;
using db::Transaction;
using testing::ElementsAre;
using testing::HasSubstr;

const MigrationSet& example = conformance::migrations::example;

int migrate(db::Database& database, const MigrationSet& set = example) {
    return db::migrate(database, set, SystemClock());
}

std::vector<std::string> tables(db::Database& database) {
    return database.read([](Transaction& transaction) {
        std::vector<std::string> names;
        for (auto& row : transaction.all<sql::ListTables>({})) names.push_back(row.name);
        return names;
    });
}

std::string refusal(db::Database& database, const MigrationSet& set) {
    try {
        migrate(database, set);
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), Code::conflict);
        return failure.what();
    }
    return "not refused";
}

db::Migration step(std::int64_t version, const char* text) {
    return {.version = version,
            .name = "step",
            .sqlite = text,
            .postgres = text,
            .sqlite_checksum = text,
            .postgres_checksum = text};
}

class Migrations : public testing::TestWithParam<db::Engine> {
  protected:
    EmptyDatabase empty_{GetParam()};
    std::unique_ptr<db::Database> database_ = empty_.open();
};

TEST_P(Migrations, run_once) {
    EXPECT_EQ(migrate(*database_), 2);
    EXPECT_THAT(tables(*database_), ElementsAre("labels", "notes", "schema_migrations"));
    EXPECT_EQ(migrate(*database_), 0);
    EXPECT_EQ(migrate(*empty_.open()), 0);
}

TEST_P(Migrations, go_on_where_an_older_program_stopped) {
    EXPECT_EQ(migrate(*database_, {example.name, example.migrations.first(1)}), 1);
    EXPECT_THAT(tables(*database_), ElementsAre("notes", "schema_migrations"));
    EXPECT_EQ(migrate(*database_), 1);
}

TEST_P(Migrations, of_two_sets_do_not_meet) {
    const db::Migration other[] = {step(1, "create table other (id ms_int)")};
    EXPECT_EQ(migrate(*database_), 2);
    EXPECT_EQ(migrate(*database_, {"other", other}), 1);
    EXPECT_EQ(migrate(*database_), 0);
}

TEST_P(Migrations, refuse_a_database_of_a_newer_program) {
    migrate(*database_);
    const auto message = refusal(*database_, {example.name, example.migrations.first(1)});
    EXPECT_THAT(message, HasSubstr("newer than this program"));
    EXPECT_THAT(message, HasSubstr("version 2 of example, the program knows 1"));
}

TEST_P(Migrations, refuse_a_database_that_had_another_one) {
    const db::Migration first[] = {step(1, "create table a (id ms_int)")};
    const db::Migration edited[] = {step(1, "create table a (id ms_int, name text)"),
                                    step(2, "create table b (id ms_int)")};
    migrate(*database_, {"set", first});
    EXPECT_THAT(refusal(*database_, {"set", edited}), HasSubstr("migration 0001_step of set"));
    EXPECT_THAT(tables(*database_), ElementsAre("a", "schema_migrations"));
}

TEST_P(Migrations, that_fail_leave_nothing) {
    const db::Migration broken[] = {
        step(1, "create table a (id ms_int)"),
        step(2,
             "create table b (id ms_int); insert into b values (1); create table a (id ms_int)")};
    const db::Migration mended[] = {broken[0], step(2, "create table b (id ms_int)")};
    EXPECT_THROW(migrate(*database_, {"set", broken}), db::DatabaseError);
    EXPECT_THAT(tables(*database_), ElementsAre("a", "schema_migrations"));
    EXPECT_EQ(migrate(*database_, {"set", mended}), 1);
    EXPECT_THAT(tables(*database_), ElementsAre("a", "b", "schema_migrations"));
}

TEST_P(Migrations, run_once_when_several_servers_start_together) {
    std::vector<std::unique_ptr<db::Database>> servers;
    for (int i = 0; i < 4; ++i) servers.push_back(empty_.open());
    std::atomic<int> steps = 0;
    {
        std::vector<std::jthread> threads;
        for (auto& server : servers) {
            threads.emplace_back([&] { steps += migrate(*server); });
        }
    }
    EXPECT_EQ(steps, 2);
}

ON_BOTH_ENGINES(Migrations);

/// Runs the migrator and kills it at its `number`th call of `call`; whether it was killed.
bool killed_at(const std::string& call, int number, const std::string& directory) {
    const auto command = "ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -e trace=" + call +
                         " -e inject=" + call + ":signal=SIGKILL:when=" + std::to_string(number) +
                         " " MIGRATOR_PATH " " + directory + " 2>/dev/null";
    const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe)
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return false;
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 128 + SIGKILL) << status;
    return true;
}

void expect_old_or_new(db::Database& database) {
    const auto found = tables(database);
    if (found.empty()) return;
    const auto versions = database.read([](Transaction& transaction) {
        return transaction.all<db::sql::AppliedMigrations>({.set_name = "example"}).size();
    });
    if (versions == 1) {
        EXPECT_THAT(found, ElementsAre("notes", "schema_migrations"));
    } else {
        EXPECT_EQ(versions, 2U);
        EXPECT_THAT(found, ElementsAre("labels", "notes", "schema_migrations"));
    }
}

class AKilledMigration : public testing::TestWithParam<const char*> {};

TEST_P(AKilledMigration, leaves_the_old_schema_or_the_new_one) {
    int kills = 0;
    for (int number = 1;; ++number) {
        const TemporaryDirectory directory;
        if (!killed_at(GetParam(), number, directory.path().string())) break;
        ++kills;
        const db::Url url{db::Engine::sqlite, directory.path().string(), {}};
        const auto database = db::Database::open(url, "state");
        expect_old_or_new(*database);
        migrate(*database);
        EXPECT_THAT(tables(*database), ElementsAre("labels", "notes", "schema_migrations"));
        ASSERT_LT(number, 500);
    }
    EXPECT_GT(kills, 0) << "nothing was killed: is strace there?";
}

INSTANTIATE_TEST_SUITE_P(at, AKilledMigration,
                         testing::Values("pwrite64", "fdatasync", "ftruncate", "unlink"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace tillwatch::test
