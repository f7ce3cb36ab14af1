// Every statement of the program is understood by both engines, answers the columns it declares,
// and has a text over arrays that PostgreSQL understands where it says `batch`.
#include "base/clock.hpp"
#include "conformance/engines.hpp"
#include "conformance/every_statement.hpp"
#include "conformance/migrations.hpp"
#include "conformance/sql.hpp"
#include "db/migrations.hpp"

namespace tillwatch::test {
namespace {

class Statements : public BothEngines {
  protected:
    void prepare(const db::Statement& statement) {
        try {
            database_->read([&](db::Transaction& t) { t.prepare(statement); });
        } catch (const db::DatabaseError& error) {
            ADD_FAILURE() << error.detail();
        }
    }
};

TEST_P(Statements, of_the_program_are_understood) {
    db::migrate(*database_, db::migrations::state, SystemClock());
    db::migrate(*database_, db::migrations::inbox, SystemClock());
    for (const auto* statement : every_statement()) prepare(*statement);
}

TEST_P(Statements, of_the_examples_are_understood) {
    for (const auto* statement : conformance::sql::all) prepare(*statement);
}

TEST_P(Statements, with_other_columns_than_declared_are_refused) {
    static constexpr db::Column columns[] = {{"id", db::Type::bigint, false}};
    static constexpr db::Statement wrong{
        "test/wrong", "select 1 as name", "select 1 as name", nullptr, {}, columns};
    EXPECT_EQ(kind_of([&] { database_->read([&](db::Transaction& t) { t.prepare(wrong); }); }),
              db::Kind::bug);
}

ON_BOTH_ENGINES(Statements);

}  // namespace
}  // namespace tillwatch::test
