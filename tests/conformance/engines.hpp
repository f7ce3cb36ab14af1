// The fixture of the conformance suites: every test runs on SQLite in a file and on a real
// PostgreSQL, on an empty database of its own with the example schema.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "db/database.hpp"
#include "support/temporary_directory.hpp"

namespace tillwatch::test {

/// What a PostgreSQL database begins with: copying the program's schema is faster than making it.
/// On SQLite making it takes no time.
enum class Begun : std::uint8_t { without_schema, with_schema_of_program };

/// An empty database of an engine, gone with this. db::migrate brings it to its schema.
class EmptyDatabase {
  public:
    explicit EmptyDatabase(db::Engine engine, Begun begun = Begun::without_schema);
    ~EmptyDatabase();
    EmptyDatabase(const EmptyDatabase&) = delete;
    EmptyDatabase& operator=(const EmptyDatabase&) = delete;

    const db::Url& url() const { return url_; }
    const std::string& name() const { return name_; }  // PostgreSQL's; else empty
    std::unique_ptr<db::Database> open(db::Options options = {}) const;

  private:
    TemporaryDirectory directory_;
    std::string name_;
    db::Url url_;
};

class BothEngines : public testing::TestWithParam<db::Engine> {
  protected:
    BothEngines();

    /// The kind of DatabaseError that `action` throws; fails the test if it throws none.
    static db::Kind kind_of(const std::function<void()>& action);
    std::int64_t count_notes(std::int64_t store_id = 1) const;

    EmptyDatabase empty_;
    std::unique_ptr<db::Database> database_;
};

std::string engine_name(const testing::TestParamInfo<db::Engine>& info);

}  // namespace tillwatch::test

#define ON_BOTH_ENGINES(Suite)                                                               \
    INSTANTIATE_TEST_SUITE_P(                                                                \
        engines, Suite,                                                                      \
        testing::Values(::tillwatch::db::Engine::sqlite, ::tillwatch::db::Engine::postgres), \
        ::tillwatch::test::engine_name)
