// What becomes of a store that is deleted, on both engines. That no table is forgotten, row by row,
// tests/binary/test_erasure.py shows.
#include "erasure/erasure.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "audit/reading.hpp"
#include "conformance/an_order.hpp"
#include "conformance/program_fixture.hpp"
#include "conformance/state_of_store.hpp"
#include "dump/sql.hpp"
#include "erased/sql.hpp"
#include "erasure/deletion.hpp"
#include "erasure/sql.hpp"
#include "projection/import.hpp"
#include "projection/rebuild.hpp"
#include "projection/sql.hpp"
#include "projection/verify.hpp"

namespace tillwatch::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Deleting : public Program {
  protected:
    Deleting() : one_(add_store()), two_(add_store("two.myshopify.com")) {}

    void remove(const stores::Store& store, std::string_view name = "One") {
        erasure::Deletion(state(), stores_, clock_)
            .remove(store.id, {.user = accounts_.get_id("ann@example.com"), .address = "192.0.2.1"},
                    name);
    }
    erasure::Erasure::Swept sweep() { return erasure::Erasure(state(), inbox(), clock_).sweep(); }
    /// Sweeps as a process does that is ended after some steps.
    void sweep_and_end_after(int steps) {
        erasure::Erasure(state(), inbox(), clock_).sweep([&] { return --steps > 0; });
    }
    std::int64_t deliveries() {
        return inbox().read([](db::Transaction& transaction) {
            return transaction.one<dump::sql::CountLog>({})->deliveries;
        });
    }
    std::string state_of(const stores::Store& store) {
        return state_of_store(state(), store.id.value);
    }
    std::size_t marks() {
        return state()
            .read([](db::Transaction& transaction) {
                return transaction.all<erasure::sql::ListErasures>({});
            })
            .size();
    }
    void deliver_many(const stores::Store& store, std::int64_t count) {
        std::vector<Sent> sent;
        for (std::int64_t number = 1; number <= count; ++number)
            sent.push_back({"orders/create", order_number(number)});
        deliver(store, sent);
    }
    static projection::StoreProfile profile(const stores::Store& store) {
        return {store.id, store.currency};
    }

    stores::Store one_;
    stores::Store two_;
};

TEST_P(Deleting, is_done_at_once_and_frees_the_domain) {
    const auto ann = accounts_.get_id("ann@example.com");
    const auto generation = stores_.generation();
    remove(one_);
    EXPECT_GT(stores_.generation(), generation);
    EXPECT_FALSE(stores_.find(one_.id));
    EXPECT_FALSE(stores_.find_membership(ann, one_.id));
    EXPECT_EQ(stores_.list_of(ann).size(), 1u);
    EXPECT_FALSE(stores_.find_signers(one_.domain).store_id);
    EXPECT_THAT(stores_.list_domains().connected, ElementsAre(two_.domain));
    const auto again = add_store();
    EXPECT_NE(again.id, one_.id);
    deliver(again, {{"orders/create", order("2026-07-01T12:00:00Z")}});
    const auto before = state_of(again);
    sweep();
    EXPECT_EQ(state_of(again), before);
    EXPECT_EQ(overview(again).totals.measures.orders, 1);
}

TEST_P(Deleting, asks_for_the_name) {
    EXPECT_EQ(code_of([&] { remove(one_, "one"); }), Code::invalid);
    EXPECT_TRUE(stores_.find(one_.id));
    EXPECT_EQ(marks(), 0u);
    remove(one_);
    EXPECT_EQ(code_of([&] { remove(one_); }), Code::not_found);
}

TEST_P(Deleting, is_told_to_who_did_it) {
    remove(one_);
    sweep();
    const auto page = state().read([&](db::Transaction& transaction) {
        return audit::read_of_account(transaction, accounts_.get_id("ann@example.com"),
                                      {.action = "store.deleted"}, std::nullopt, 10);
    });
    ASSERT_EQ(page.events.size(), 1u);
    EXPECT_EQ(page.events[0].subject, opaque_text(one_.id));
    EXPECT_EQ(page.events[0].details, R"({"domain":"one.myshopify.com"})");
}

TEST_P(Deleting, erases_what_there_is_of_the_store_and_nothing_of_another) {
    const auto nothing = state_of(one_);
    for (const auto& store : {one_, two_})
        deliver(store, {{"orders/create", order("2026-07-01T12:00:00Z")}, {"x/y", "{}"}});
    const auto of_two = state_of(two_);
    EXPECT_NE(state_of(one_), nothing);
    remove(one_);
    EXPECT_GT(sweep().rows, 0);
    EXPECT_EQ(state_of(one_), nothing);
    EXPECT_EQ(state_of(two_), of_two);
    EXPECT_EQ(deliveries(), 2);
    EXPECT_THAT(outcomes(one_), IsEmpty());
    EXPECT_EQ(outcomes(two_).size(), 1u);
}

TEST_P(Deleting, has_a_statement_for_each_table_that_holds_rows_of_stores) {
    std::set<std::string> tables;
    for (auto* database : {&state(), &inbox()})
        database->read([&](db::Transaction& transaction) {
            for (const auto& row : transaction.all<erased::sql::ListStoreTables>({}))
                tables.insert("erasure/erase_" + row.name);
        });
    tables.erase("erasure/erase_stores");
    tables.erase("erasure/erase_erasures");
    std::set<std::string> erased;
    for (const auto* statement : erasure::sql::all)
        if (statement->name.starts_with("erasure/erase_"))
            erased.insert(std::string(statement->name));
    EXPECT_EQ(tables, erased);
}

TEST_P(Deleting, goes_on_after_an_end_between_steps) {
    const auto count = 2 * erasure::Erasure::step_rows_sqlite + 1;
    deliver_many(one_, count);
    const auto nothing = state_of(two_);
    remove(one_);
    sweep_and_end_after(1);
    if (GetParam() == db::Engine::sqlite) EXPECT_GT(deliveries(), 0);
    EXPECT_NE(state_of(one_), nothing);
    for (int i = 0; i < 3; ++i) sweep_and_end_after(1);
    sweep();
    EXPECT_EQ(deliveries(), 0);
    EXPECT_EQ(state_of(one_), nothing);
}

TEST_P(Deleting, takes_what_was_on_its_way_and_is_done_when_nothing_comes_any_more) {
    const auto nothing = state_of(one_);
    remove(one_);
    sweep();
    deliver_many(one_, 3);  // accepted before, stored after
    EXPECT_EQ(deliveries(), 3);
    EXPECT_EQ(state_of(one_), nothing);
    clock_.advance_ms(erasure::Erasure::settle_ms);
    EXPECT_EQ(sweep().stores, 0);
    EXPECT_EQ(deliveries(), 0);
    EXPECT_EQ(marks(), 1u);
    EXPECT_EQ(sweep().stores, 1);
    EXPECT_EQ(marks(), 0u);
}

TEST_P(Deleting, is_not_done_before_what_is_on_its_way_has_come) {
    remove(one_);
    sweep();
    clock_.advance_ms(erasure::Erasure::settle_ms - 1);
    EXPECT_EQ(sweep().stores, 0);
    clock_.advance_ms(1);
    EXPECT_EQ(sweep().stores, 1);
}

TEST_P(Deleting, ends_an_import_a_rebuild_and_a_verification) {
    deliver_many(one_, 1);
    remove(one_);
    const auto import = [&] {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const auto line = order("2026-07-01T12:00:00Z", "", "ann@example.com", 2);
        std::string flat;
        for (const char c : line)
            if (c != '\n') flat += c;
        flat += '\n';
        ASSERT_EQ(write(ends[1], flat.data(), flat.size()), std::ssize(flat));
        close(ends[1]);
        projection::LineReader reader(ends[0]);
        projection::import_lines(
            state(), clock_, reader,
            {.store = profile(one_),
             .source = "-",
             .on_rejected = [](std::int64_t, std::string_view) {},
             .on_progress = [](const projection::ImportCounts&, std::int64_t) { return true; }});
    };
    EXPECT_EQ(code_of(import), Code::not_found);
    EXPECT_EQ(code_of([&] { projection::rebuild(state(), profile(one_)); }), Code::not_found);
    EXPECT_EQ(code_of([&] {
                  projection::verify(state(), profile(one_), [](const projection::Difference&) {});
              }),
              Code::not_found);
    sweep();
    EXPECT_EQ(state_of(one_), state_of(two_));
}

/// SQLite has one writer.
class DeletingBesideOthers : public Deleting {};

TEST_P(DeletingBesideOthers, waits_for_who_works_on_the_store_and_not_for_others) {
    deliver_many(one_, 1);
    deliver_many(two_, 1);
    const auto nothing = state_of(add_store("three.myshopify.com"));
    remove(one_);
    remove(two_);
    state().write(
        [&](db::Transaction& transaction) {
            transaction.one<projection::sql::LockStore>({one_.id.value});
            sweep();
        },
        projection::applying_work);
    EXPECT_NE(state_of(one_), nothing);
    EXPECT_EQ(state_of(two_), nothing);
    sweep();
    EXPECT_EQ(state_of(one_), nothing);
}

ON_BOTH_ENGINES(Deleting);
INSTANTIATE_TEST_SUITE_P(engines, DeletingBesideOthers, testing::Values(db::Engine::postgres),
                         engine_name);

}  // namespace
}  // namespace tillwatch::test
