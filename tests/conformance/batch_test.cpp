// One statement over many sets of parameters does on both engines what it does one by one.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "conformance/engines.hpp"
#include "conformance/sql.hpp"

namespace tillwatch::test {
namespace {

namespace sql = conformance::sql;
using db::Kind;
using db::Transaction;
using testing::ElementsAre;

class Batch : public BothEngines {
  protected:
    std::vector<std::int64_t> amounts(std::int64_t store_id = 1) {
        return database_->read([&](Transaction& transaction) {
            std::vector<std::int64_t> found;
            transaction.each<sql::ListNotes>(
                {.store_id = store_id},
                [&](const sql::ListNotes::Row& row) { found.push_back(row.amount); });
            return found;
        });
    }
    std::int64_t add(const std::vector<sql::AddAmount::Params>& amounts) {
        return database_->write(
            [&](Transaction& transaction) { return transaction.batch<sql::AddAmount>(amounts); });
    }
};

TEST_P(Batch, inserts_all_rows_with_all_types) {
    const std::string bytes("\0\xFF", 2);
    const std::vector<sql::InsertNote::Params> notes = {
        {.store_id = 1, .id = 1, .title = "Zoë, \"{}\"", .note = "NULL", .body = bytes},
        {.store_id = 1, .id = 2, .amount = -5},
        {.store_id = 1, .id = 3, .note = "", .body = std::string_view()}};
    const auto affected = database_->write(
        [&](Transaction& transaction) { return transaction.batch<sql::InsertNote>(notes); });
    EXPECT_EQ(affected, 3);
    const std::vector<sql::FindNote::Params> keys = {{1, 3}, {1, 1}, {1, 9}, {1, 2}};
    const auto rows = database_->read(
        [&](Transaction& transaction) { return transaction.batch_all<sql::FindNote>(keys); });
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].id, 3);
    EXPECT_EQ(rows[0].note, "");
    EXPECT_EQ(rows[0].body, "");
    EXPECT_EQ(rows[1].title, "Zoë, \"{}\"");
    EXPECT_EQ(rows[1].note, "NULL");
    EXPECT_EQ(rows[1].body, bytes);
    EXPECT_EQ(rows[2].amount, -5);
    EXPECT_FALSE(rows[2].note || rows[2].body);
}

TEST_P(Batch, upserts_and_counts_both_ways) {
    EXPECT_EQ(add({{1, 1, 10}, {1, 2, 20}}), 2);
    EXPECT_EQ(add({{1, 2, 5}, {1, 3, 1}}), 2);
    EXPECT_THAT(amounts(), ElementsAre(25, 10, 1));
}

TEST_P(Batch, deletes_and_counts_what_was_there) {
    add({{1, 1, 10}, {1, 2, 20}, {2, 1, 30}});
    const std::vector<sql::DeleteNote::Params> keys = {{1, 1}, {1, 7}, {2, 1}};
    const auto affected = database_->write(
        [&](Transaction& transaction) { return transaction.batch<sql::DeleteNote>(keys); });
    EXPECT_EQ(affected, 2);
    EXPECT_THAT(amounts(), ElementsAre(20));
}

TEST_P(Batch, answers_selected_rows_in_the_order_asked_for) {
    add({{1, 1, 10}, {1, 2, 30}, {1, 3, 20}, {2, 4, 5}, {2, 5, 6}});
    const std::vector<sql::ListNotes::Params> stores = {{2}, {1}, {2}};
    const auto rows = database_->read(
        [&](Transaction& transaction) { return transaction.batch_all<sql::ListNotes>(stores); });
    std::vector<std::int64_t> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    EXPECT_THAT(ids, ElementsAre(5, 4, 2, 3, 1, 5, 4));
}

TEST_P(Batch, updates_and_returns) {
    add({{1, 1, 10}, {1, 2, 20}});
    const std::vector<sql::RetitleNote::Params> titles = {{1, 1, "a"}, {1, 2, "b"}, {1, 3, "c"}};
    auto rows = database_->write(
        [&](Transaction& transaction) { return transaction.batch_all<sql::RetitleNote>(titles); });
    std::ranges::sort(rows, {}, &sql::RetitleNote::Row::id);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].amount, 20);
    EXPECT_EQ(rows[1].said, "it's :id");
    const auto one = database_->write([](Transaction& transaction) {
        return transaction.one<sql::RetitleNote>({.store_id = 1, .id = 1, .title = "d"});
    });
    EXPECT_EQ(one->amount, 10);
}

TEST_P(Batch, of_nothing_does_nothing) {
    EXPECT_EQ(add({}), 0);
}

TEST_P(Batch, takes_more_rows_than_one_statement_does) {
    std::vector<sql::AddAmount::Params> many;
    std::vector<std::int64_t> expected;
    for (std::int64_t id = 1; id <= 25'003; ++id) many.push_back({1, id, id % 1'000});
    for (std::int64_t amount = 999; amount >= 0; --amount) {
        const auto times = std::ranges::count(many, amount, &sql::AddAmount::Params::amount);
        expected.insert(expected.end(), static_cast<std::size_t>(times), amount);
    }
    EXPECT_EQ(add(many), 25'003);
    EXPECT_EQ(amounts(), expected);
}

TEST_P(Batch, puts_each_value_into_its_own_row_and_column) {
    std::vector<sql::InsertNote::Params> notes;
    std::vector<sql::FindNote::Params> keys;
    const auto text_of = [](std::int64_t id) { return fmt::format("note {}", id); };
    std::vector<std::string> texts;
    for (std::int64_t id = 0; id < 29; ++id) texts.push_back(text_of(id));
    for (std::int64_t id = 0; id < 29; ++id) {
        const std::string_view text = texts[static_cast<std::size_t>(id)];
        notes.push_back({.store_id = 1, .id = id, .amount = 2 * id, .title = text});
        if (id % 3 == 0) notes.back().note = text;
        keys.push_back({1, id});
    }
    database_->write([&](Transaction& t) { t.send_batch<sql::InsertNote>(notes); });
    const auto rows =
        database_->read([&](Transaction& t) { return t.batch_all<sql::FindNote>(keys); });
    ASSERT_EQ(rows.size(), 29U);
    for (std::int64_t id = 0; id < 29; ++id) {
        const auto& row = rows[static_cast<std::size_t>(id)];
        EXPECT_EQ(row.id, id);
        EXPECT_EQ(row.title, text_of(id));
        EXPECT_EQ(row.amount, 2 * id);
        EXPECT_EQ(row.note, id % 3 == 0 ? std::optional(text_of(id)) : std::nullopt);
    }
}

TEST_P(Batch, with_one_bad_row_leaves_nothing) {
    EXPECT_EQ(kind_of([&] { add({{1, 1, 10}, {1, 2, 1'000'000}}); }), Kind::constraint);
    std::vector<sql::AddAmount::Params> many;
    for (std::int64_t id = 1; id <= 20; ++id) many.push_back({1, id, id == 12 ? 1'000'000 : 1});
    EXPECT_EQ(kind_of([&] { add(many); }), Kind::constraint);
    EXPECT_EQ(count_notes(), 0);
}

TEST_P(Batch, with_one_bad_text_leaves_nothing) {
    std::vector<sql::InsertNote::Params> notes(10'001, {.store_id = 1});
    for (std::size_t i = 0; i < notes.size(); ++i) notes[i].id = static_cast<std::int64_t>(i);
    notes.back().title = "\xFF";
    const auto insert = [&] {
        database_->write([&](Transaction& t) { t.batch<sql::InsertNote>(notes); });
    };
    EXPECT_EQ(kind_of(insert), Kind::constraint);
    EXPECT_EQ(count_notes(), 0);
}

TEST_P(Batch, that_nobody_waits_for_is_there_after_the_commit) {
    database_->write([&](Transaction& transaction) {
        const std::vector<sql::AddAmount::Params> two = {{1, 1, 1}, {1, 2, 1}};
        transaction.send_batch<sql::AddAmount>(two);
        transaction.send<sql::AddAmount>({1, 3, 1});
    });
    EXPECT_EQ(count_notes(), 3);
}

ON_BOTH_ENGINES(Batch);

}  // namespace
}  // namespace tillwatch::test
