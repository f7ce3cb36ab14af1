// Who bought most in a range, on both engines, against looking at everything.
#include <gmock/gmock.h>

#include "base/clock.hpp"
#include "conformance/dice.hpp"
#include "conformance/engines.hpp"
#include "conformance/given_store.hpp"
#include "db/migrations.hpp"
#include "given/sql.hpp"
#include "insights/customers.hpp"
#include "projection/ledger_tables.hpp"
#include "projection/store_state.hpp"

namespace tillwatch::test {
namespace {

using insights::Range;

constexpr StoreId store{1};

class TopCustomers : public testing::TestWithParam<db::Engine> {
  protected:
    TopCustomers() : empty_(GetParam(), Begun::with_schema_of_program), database_(empty_.open()) {
        db::migrate(*database_, db::migrations::state, SystemClock());
    }

    template <class F>
    auto read(F f) {
        return database_->read(f);
    }

    std::vector<insights::TopCustomer> top(StoreId of, Range range) {
        return read([&](db::Transaction& transaction) {
            return insights::top_customers(transaction, of, range, 5, nullptr).value();
        });
    }

    EmptyDatabase empty_;
    std::unique_ptr<db::Database> database_;
};

/// The first five by looking at all.
std::vector<std::pair<std::int64_t, std::int64_t>> ranked(const CustomerDays& days, Range range) {
    std::map<std::int64_t, std::int64_t> sums;
    for (const auto& [key, measures] : days)
        if (key.second >= range.from && key.second <= range.to)
            sums[key.first] += measures.net_sales;
    std::vector<std::pair<std::int64_t, std::int64_t>> ranked;
    for (const auto& [customer, sum] : sums) ranked.emplace_back(-sum, customer);
    std::ranges::sort(ranked);
    ranked.resize(std::min<std::size_t>(ranked.size(), 5));
    for (auto& [sum, _] : ranked) sum = -sum;
    return ranked;
}

/// `spread` says how much amounts differ: with little, many are equal.
CustomerDays customer_days(unsigned seed, int count, int customers, int spread, int least) {
    Dice dice(seed);
    CustomerDays days;
    for (int i = 0; i < count; ++i) {
        const auto net = dice.below(spread) + least;
        days[{dice.below(customers) + 1, first_day + dice.below(days_of_store)}] = {1, net,
                                                                                    net + 1};
    }
    return days;
}

TEST_P(TopCustomers, finds_the_five_greatest_customers_of_any_range) {
    struct Shape {
        int count, customers, spread, least;
    };
    std::int64_t number = 0;
    for (const auto& [count, customers, spread, least] :
         {Shape{500, 60, 1000, 0}, Shape{500, 200, 3, 0}, Shape{300, 40, 1000, -700},
          Shape{200, 30, 2, -1}, Shape{100, 90, 500, -500}, Shape{3, 3, 5, 1}}) {
        const StoreId one{++number};
        const auto days =
            customer_days(static_cast<unsigned>(number), count, customers, spread, least);
        put_customer_days(*database_, one, days);
        Dice dice(5);
        for (int i = 0; i < 60; ++i) {
            const auto range = dice.range();
            const auto found = top(one, range);
            std::vector<std::pair<std::int64_t, std::int64_t>> told;
            for (const auto& customer : found)
                told.emplace_back(customer.net_sales.minor, customer.id.value);
            EXPECT_EQ(told, ranked(days, range))
                << number << ": " << range.from.text() << " to " << range.to.text();
        }
    }
}

/// What ranking by a board answers: none, or exactly what looking at everything does.
class Boards : public TopCustomers {
  protected:
    std::optional<std::vector<insights::Ranked>> by_board(const insights::Board& board,
                                                          Range range) {
        return read([&](db::Transaction& transaction) {
            const auto changed = insights::list_changed_days(transaction, store, range, board);
            return changed ? insights::rank_by_board(transaction, store, range, 5, board, *changed)
                           : std::nullopt;
        });
    }

    insights::Board make() {
        return read(
            [](db::Transaction& transaction) { return insights::make_board(transaction, store); });
    }

    /// As the projection adds to them.
    void add(const CustomerDays& days) {
        projection::SumDeltas deltas;
        for (const auto& [key, m] : days) deltas.customer_days[{{key.first}, key.second}] = m;
        database_->write([&](db::Transaction& transaction) {
            projection::add_to_sums(transaction, store, deltas,
                                    {store, deltas.rollups, projection::Touch::changed});
            projection::mark_changed(transaction, store,
                                     {.zone = utc_, .shop_zone = {}, .marked = true});
        });
        for (const auto& [key, m] : days) all_[key] += m;
    }

    void expect_right(const insights::Board& board, Range range) {
        const auto found = by_board(board, range);
        const auto right = ranked(all_, range);
        const bool tellable = right.size() == 5 && right.back().first > 0;
        ASSERT_EQ(found.has_value(), tellable) << range.from.text() << " to " << range.to.text();
        if (!found) return;
        std::vector<std::pair<std::int64_t, std::int64_t>> told;
        for (const auto& row : *found) told.emplace_back(row.amount, row.id.value);
        EXPECT_EQ(told, right) << range.from.text() << " to " << range.to.text();
    }

    const TimeZone utc_ = value_or_throw(TimeZone::find("UTC"));
    CustomerDays all_;
};

TEST_P(Boards, tell_the_five_greatest_of_any_range) {
    add(customer_days(3, 3'000, 400, 100'000, -20'000));
    const auto board = make();
    Dice dice(6);
    for (int i = 0; i < 60; ++i) expect_right(board, dice.range());
}

TEST_P(Boards, tell_the_five_greatest_after_some_days_changed) {
    add(customer_days(3, 3'000, 400, 100'000, -20'000));
    const auto board = make();
    // One becomes the greatest, the greatest so far gives nearly everything back, one is new.
    const Range whole{first_day, first_day + days_of_store};
    const auto greatest = ranked(all_, whole).front();
    add({{{17, first_day + 200}, {1, 900'000, 900'000}},
         {{greatest.second, first_day + 210}, {0, 1 - greatest.first, 1 - greatest.first}},
         {{9'999, first_day + 220}, {1, 800'000, 800'000}}});
    Dice dice(7);
    for (int i = 0; i < 60; ++i) expect_right(board, dice.range());
    expect_right(board, whole);
    EXPECT_EQ(by_board(board, whole)->front().id, CustomerId{17});
}

TEST_P(Boards, tell_nothing_once_too_many_days_changed) {
    add(customer_days(3, 3'000, 400, 100'000, 1));
    const auto board = make();
    for (int day = 0; day < 17; ++day) add({{{17, first_day + 100 + day}, {1, 1, 1}}});
    EXPECT_EQ(by_board(board, {first_day + 100, first_day + 116}), std::nullopt);
    expect_right(board, {first_day + 101, first_day + 116});
    expect_right(make(), {first_day + 100, first_day + 116});
}

TEST_P(Boards, of_large_ranges_are_waited_for_where_they_are_missing_or_too_old) {
    add(customer_days(3, 300, 40, 1'000, 1));
    const Range range{first_day + 100, first_day + 116};
    const auto told = [&](const insights::Board* board) {
        return read([&](db::Transaction& transaction) {
            const auto top = insights::top_customers(transaction, store, range, 5, board,
                                                     insights::Otherwise::none);
            return top ? std::optional(top->front().net_sales.minor) : std::nullopt;
        });
    };
    EXPECT_EQ(told(nullptr), std::nullopt);
    const auto board = make();
    EXPECT_EQ(told(&board), ranked(all_, range).front().first);
    for (int day = 0; day < 17; ++day) add({{{17, first_day + 100 + day}, {1, 1, 1}}});
    EXPECT_EQ(told(&board), std::nullopt);
    const auto anew = make();
    EXPECT_EQ(told(&anew), ranked(all_, range).front().first);
}

TEST_P(Boards, are_made_when_they_are_asked_for_and_anew_when_they_are_old) {
    add(customer_days(3, 50, 40, 1'000, 1));
    insights::LeaderBoards boards(*database_);
    EXPECT_EQ(boards.find(store, 1), nullptr);
    boards.make(store);
    const auto board = boards.find(store, 1);
    ASSERT_NE(board, nullptr);
    EXPECT_EQ(board->changes, 1);
    add({{{17, first_day}, {1, 1, 1}}});
    EXPECT_NE(boards.find(store, 2), nullptr);
    boards.make(store);
    EXPECT_EQ(boards.find(store, 2)->changes, 2);
    EXPECT_EQ(board->changes, 1);  // who holds it keeps it
}

TEST_P(TopCustomers, finds_the_five_greatest_where_many_days_are_alike) {
    auto days = customer_days(9, 6'000, 5'000, 1, 29);  // each list is long and says nothing
    days[{4'999, first_day + 3}].net_sales = 30;
    put_customer_days(*database_, store, days);
    const Range range{first_day, first_day + days_of_store};
    std::vector<std::pair<std::int64_t, std::int64_t>> told;
    for (const auto& customer : top(store, range))
        told.emplace_back(customer.net_sales.minor, customer.id.value);
    EXPECT_EQ(told, ranked(days, range));
}

TEST_P(TopCustomers, tells_who_the_greatest_customers_are) {
    put_customer_days(*database_, store,
                      {{{7, first_day}, {2, 500, 600}}, {{8, first_day + 1}, {1, -20, -10}}});
    database_->write([](db::Transaction& transaction) {
        transaction.run<given::sql::InsertCustomer>(
            {store.value, 7, "Ann", "Lee", "ann@example.com"});
    });
    const auto found = top(store, {first_day, first_day + 1});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].name, "Ann Lee");
    EXPECT_EQ(found[0].email, "ann@example.com");
    EXPECT_EQ(found[0].orders, 2);
    EXPECT_EQ(found[0].total_sales, Money{600});
    EXPECT_EQ(found[1].id, CustomerId{8});
    EXPECT_EQ(found[1].name, "");
    EXPECT_EQ(found[1].email, std::nullopt);
    EXPECT_TRUE(top(store, {first_day + 2, first_day + 900}).empty());
}

ON_BOTH_ENGINES(TopCustomers);
ON_BOTH_ENGINES(Boards);

}  // namespace
}  // namespace tillwatch::test
