#include "conformance/engines.hpp"

#include "base/clock.hpp"
#include "conformance/migrations.hpp"
#include "conformance/sql.hpp"
#include "conformance/state_of_store.hpp"
#include "support/postgres_server.hpp"

namespace tillwatch::test {
namespace {

const std::string& schema_of_program() {
    static const auto made = [] {
        auto database = std::make_unique<EmptyDatabase>(db::Engine::postgres);
        migrate_program(*database->open());
        return database;
    }();
    return made->name();
}

}  // namespace

EmptyDatabase::EmptyDatabase(db::Engine engine, Begun begun) {
    if (engine == db::Engine::sqlite) {
        url_ = db::Url{engine, directory_.path().string(), {}};
        return;
    }
    auto& server = PostgresServer::shared();
    name_ = begun == Begun::without_schema ? server.create_database()
                                           : server.create_database(schema_of_program());
    url_ = value_or_throw(db::parse_database_url(server.url(name_)));
}

EmptyDatabase::~EmptyDatabase() {
    if (!name_.empty()) PostgresServer::shared().drop_database(name_);
}

std::unique_ptr<db::Database> EmptyDatabase::open(db::Options options) const {
    return db::Database::open(url_, "state", std::move(options));
}

BothEngines::BothEngines() : empty_(GetParam()), database_(empty_.open()) {
    db::migrate(*database_, conformance::migrations::example, SystemClock());
}

db::Kind BothEngines::kind_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const db::DatabaseError& error) {
        EXPECT_NE(error.detail(), "");
        return error.kind();
    }
    ADD_FAILURE() << "no DatabaseError";
    return db::Kind::bug;
}

std::int64_t BothEngines::count_notes(std::int64_t store_id) const {
    return database_->read([&](db::Transaction& transaction) {
        return transaction.one<conformance::sql::CountNotes>({.store_id = store_id})->notes;
    });
}

std::string engine_name(const testing::TestParamInfo<db::Engine>& info) {
    return info.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

}  // namespace tillwatch::test
