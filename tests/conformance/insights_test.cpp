// The questions, on both engines, against sums made by looking at everything.
#include <set>

#include <gmock/gmock.h>

#include "base/clock.hpp"
#include "conformance/dice.hpp"
#include "conformance/engines.hpp"
#include "conformance/given_store.hpp"
#include "db/migrations.hpp"
#include "given/sql.hpp"
#include "insights/breakdown.hpp"
#include "insights/explain.hpp"
#include "insights/overview.hpp"
#include "insights/series.hpp"

namespace tillwatch::test {
namespace {

using insights::By;
using insights::Measure;
using insights::Range;
using ledger::Action;
using ledger::LineType;
using ledger::Sale;

constexpr StoreId store{1};

Day day(std::string_view text) {
    return value_or_throw(Day::parse(text));
}

Instant at(Day day, int hour) {
    return {(std::int64_t{day.number} * 24 + hour) * 3'600'000};
}

Sale sale(Dice& dice, Day day, int hour, Action action) {
    constexpr LineType types[] = {LineType::product, LineType::product,   LineType::product,
                                  LineType::tip,     LineType::gift_card, LineType::shipping,
                                  LineType::duty,    LineType::fee,       LineType::adjustment};
    const int sign = action == Action::give_back ? -1 : 1;
    Sale row;
    row.happened_at = at(day, hour);
    row.day = day;
    row.hour = hour;
    row.action = action;
    row.line_type = types[dice.below(9)];
    row.quantity = sign * dice.below(3);
    row.total = {sign * dice.below(5) * 1000};
    row.tax = {sign * dice.below(3) * 100};
    row.discount = {sign * dice.below(2) * 50};
    if (row.line_type == LineType::product) {
        row.line_item_id = LineItemId{dice.below(1000) + 1};
        if (dice.below(5) != 0) row.product_id = ProductId{dice.below(4) + 1};
        if (row.product_id) row.variant_id = VariantId{row.product_id->value * 10 + dice.below(2)};
        if (dice.below(3) != 0) row.vendor = dice.below(2) == 0 ? "Acme" : "Bolt";
    }
    return row;
}

GivenOrder order(Dice& dice, int number) {
    const auto day = first_day + dice.below(days_of_store);
    const auto hour = dice.below(24);
    GivenOrder order{{}, "#" + std::to_string(number), at(day, hour)};
    auto& entry = order.entry;
    entry.order_id = {number};
    entry.day = day;
    if (dice.below(4) != 0) entry.customer_id = CustomerId{dice.below(30) + 1};
    if (dice.below(3) != 0) entry.channel = dice.below(2) == 0 ? "web" : "pos";
    if (dice.below(3) != 0) entry.country_code = dice.below(2) == 0 ? "GB" : "FR";
    if (dice.below(3) == 0) entry.discount_codes = {"TEN"};
    if (dice.below(6) == 0) entry.discount_codes.emplace_back("say \"hi\"");
    if (dice.below(3) != 0) entry.gateways = {"cash"};
    for (int rows = dice.below(4); rows >= 0; --rows)
        entry.sales.push_back(sale(dice, day, hour, Action::order));
    if (dice.below(4) == 0)
        entry.sales.push_back(sale(dice, day + dice.below(40), dice.below(24), Action::update));
    if (dice.below(3) == 0)
        entry.sales.push_back(sale(dice, day + dice.below(60), dice.below(24), Action::give_back));
    return order;
}

std::vector<GivenOrder> orders(unsigned seed, int count) {
    Dice dice(seed);
    std::vector<GivenOrder> orders;
    for (int number = 1; number <= count; ++number) orders.push_back(order(dice, number));
    return orders;
}

std::int64_t distinct_customers(const std::vector<GivenOrder>& orders, Range range) {
    std::set<CustomerId> customers;
    for (const auto& [entry, _, __] : orders)
        if (entry.customer_id && ledger::counts_as_order(entry.sales) && entry.day >= range.from &&
            entry.day <= range.to)
            customers.insert(*entry.customer_id);
    return static_cast<std::int64_t>(customers.size());
}

class Insights : public testing::TestWithParam<db::Engine> {
  protected:
    Insights() : empty_(GetParam(), Begun::with_schema_of_program), database_(empty_.open()) {
        db::migrate(*database_, db::migrations::state, SystemClock());
    }

    template <class F>
    auto read(F f) {
        return database_->read(f);
    }

    insights::Totals totals(Range range) {
        return read([&](db::Transaction& transaction) {
            return insights::read_totals(transaction, store, range,
                                         insights::read_days(transaction, store, range));
        });
    }

    std::vector<insights::TopCustomer> top(Range range) {
        return read([&](db::Transaction& transaction) {
            return insights::top_customers(transaction, store, range, insights::top_customers_max,
                                           nullptr)
                .value();
        });
    }

    insights::Series series(Measure measure, insights::Interval interval, Range range,
                            std::optional<insights::Part> part = {}) {
        return read([&](db::Transaction& transaction) {
            return insights::read_series(transaction, store, {measure, interval, std::move(part)},
                                         range, {day("2026-01-15"), 12, 30});
        });
    }

    insights::Breakdown breakdown(const insights::BreakdownQuestion& question) {
        return read([&](db::Transaction& transaction) {
            return insights::read_breakdown(transaction, store, question);
        });
    }

    /// All pages of `limit`, checked to be full where they promise it.
    insights::Explanation explain(insights::ExplainQuestion question) {
        insights::Explanation all;
        do {
            auto page = read([&](db::Transaction& transaction) {
                return insights::read_explanation(transaction, store, question);
            });
            EXPECT_LE(page.rows.size(), static_cast<std::size_t>(question.limit));
            all.total = page.total;
            std::ranges::move(page.rows, std::back_inserter(all.rows));
            question.after = page.next;
        } while (question.after);
        return all;
    }

    EmptyDatabase empty_;
    std::unique_ptr<db::Database> database_;
};

std::int64_t sum_of(const insights::Explanation& explanation) {
    std::int64_t sum = 0;
    for (const auto& row : explanation.rows) sum += row.amount;
    return sum;
}

std::int64_t sum_of(const insights::Series& series) {
    std::int64_t sum = 0;
    for (const auto& point : series.points) sum += point.value.value_or(0);
    return sum;
}

TEST_P(Insights, counts_each_customer_of_any_range_once) {
    const auto given = orders(1, 600);
    put_orders(*database_, store, given);
    Dice dice(2);
    for (int i = 0; i < 100; ++i) {
        const auto range = dice.range();
        EXPECT_EQ(totals(range).customers, distinct_customers(given, range))
            << range.from.text() << " to " << range.to.text();
    }
    const Range everything{first_day, first_day + days_of_store};
    EXPECT_EQ(totals(everything).new_customers, distinct_customers(given, everything));
}

TEST_P(Insights, counts_the_customers_of_each_part_of_a_series_once) {
    const auto given = orders(3, 300);
    put_orders(*database_, store, given);
    using insights::Interval;
    for (const auto interval : {Interval::day, Interval::week, Interval::month}) {
        const Range range{first_day + 17, first_day + 300};
        const auto answer = series(Measure::customers, interval, range);
        EXPECT_EQ(answer.total, distinct_customers(given, range));
        for (const auto& point : answer.points)
            EXPECT_EQ(point.value, distinct_customers(given, point.days)) << point.days.from.text();
    }
}

TEST_P(Insights, adds_up_a_series_to_its_total_by_every_interval) {
    put_orders(*database_, store, orders(4, 200));
    using insights::Interval;
    const Range range{first_day + 40, first_day + 70};
    for (const auto measure : insights::all_measures()) {
        if (insights::is_distinct(measure) || measure == Measure::average_order_value) continue;
        for (const auto interval :
             {Interval::hour, Interval::day, Interval::week, Interval::month}) {
            const auto answer = series(measure, interval, range);
            EXPECT_EQ(sum_of(answer), answer.total) << insights::name_of(measure);
        }
    }
    EXPECT_EQ(series(Measure::orders, Interval::hour, range).points.size(), 31u * 24);
}

TEST_P(Insights, adds_up_the_series_of_every_part_of_a_breakdown_to_its_amount) {
    put_orders(*database_, store, orders(10, 150));
    database_->write([](db::Transaction& transaction) {
        transaction.run<given::sql::InsertProduct>({store.value, 1, "Cup", "Pots"});
        transaction.run<given::sql::InsertProduct>({store.value, 3, "Hat", "Hats"});
    });
    using insights::Interval;
    const Range range{first_day + 50, first_day + 250};
    std::size_t parts = 0;
    for (const auto by : {By::channel, By::product, By::variant, By::product_type, By::hour}) {
        for (const auto measure : {Measure::orders, Measure::units, Measure::net_sales}) {
            if (!insights::is_known_by(by, measure)) continue;
            for (const auto& item : breakdown({by, measure, range, 250}).items) {
                const auto days = series(measure, Interval::day, range, {{by, item.value}});
                const auto months = series(measure, Interval::month, range, {{by, item.value}});
                EXPECT_EQ(days.total, item.amount);
                EXPECT_EQ(days.points.size(), 201u);
                EXPECT_EQ(sum_of(days), item.amount) << insights::name_of(by) << item.value;
                EXPECT_EQ(sum_of(months), item.amount) << insights::name_of(by) << item.value;
                ++parts;
            }
        }
    }
    EXPECT_GT(parts, 60u);
    const auto nobody = series(Measure::units, Interval::week, range, {{By::product, "999"}});
    EXPECT_EQ(nobody.total, 0);
    EXPECT_EQ(sum_of(nobody), 0);
}

TEST_P(Insights, tells_of_each_point_whether_it_is_over) {
    using insights::Interval;
    const auto complete = [&](Interval interval, std::string_view from, std::string_view to) {
        std::string text;
        for (const auto& point : series(Measure::orders, interval, {day(from), day(to)}).points)
            text += point.complete ? 'y' : 'n';
        return text;
    };
    EXPECT_EQ(complete(Interval::day, "2026-01-13", "2026-01-16"), "yynn");
    EXPECT_EQ(complete(Interval::hour, "2026-01-15", "2026-01-15"), "yyyyyyyyyyyynnnnnnnnnnnn");
    EXPECT_EQ(complete(Interval::week, "2025-12-30", "2026-01-18"), "nyn");
    EXPECT_EQ(complete(Interval::month, "2025-11-02", "2026-01-31"), "nyn");
}

TEST_P(Insights, shows_one_store_nothing_of_another) {
    put_orders(*database_, StoreId{2}, orders(6, 50));
    const Range range{first_day, first_day + days_of_store};
    EXPECT_EQ(totals(range).customers, 0);
    EXPECT_EQ(totals(range).measures, ledger::Measures{});
    EXPECT_TRUE(top(range).empty());
    EXPECT_TRUE(explain({Measure::orders, range, {}, 10, {}}).rows.empty());
    EXPECT_TRUE(explain({Measure::total_sales, range, {}, 10, {}}).rows.empty());
    EXPECT_TRUE(breakdown({By::channel, Measure::orders, range, 10}).items.empty());
}

TEST_P(Insights, opens_every_figure_to_rows_that_add_up_to_it) {
    put_orders(*database_, store, orders(7, 300));
    Dice dice(8);
    for (const auto measure : insights::all_measures()) {
        if (!insights::is_explained(measure)) continue;
        for (int i = 0; i < 4; ++i) {
            const auto range = dice.range();
            const auto figure = insights::value_of(measure, totals(range));
            const auto explanation = explain({measure, range, {}, 7 + dice.below(90), {}});
            EXPECT_EQ(explanation.total, figure) << insights::name_of(measure);
            EXPECT_EQ(sum_of(explanation), figure) << insights::name_of(measure);
            for (const auto& row : explanation.rows) {
                EXPECT_NE(row.amount, 0);
                EXPECT_TRUE(row.day >= range.from && row.day <= range.to);
                EXPECT_EQ(row.sale.has_value(), !insights::is_of_orders(measure));
            }
        }
    }
}

TEST_P(Insights, opens_every_part_of_a_breakdown_to_rows_that_add_up_to_it) {
    put_orders(*database_, store, orders(9, 150));
    database_->write([](db::Transaction& transaction) {
        transaction.run<given::sql::InsertProduct>({store.value, 1, "Cup", "Pots"});
        transaction.run<given::sql::InsertProduct>({store.value, 2, "Pot", "Pots"});
        transaction.run<given::sql::InsertProduct>({store.value, 3, "Hat", "Hats"});
    });
    const Range range{first_day + 50, first_day + 250};
    std::size_t parts = 0;
    for (const auto name : {"channel", "country", "product", "variant", "vendor", "product_type",
                            "discount_code", "gateway", "new_or_returning", "hour"}) {
        const auto by = value_or_throw(insights::parse_by(name));
        for (const auto measure : insights::all_measures()) {
            if (!insights::is_known_by(by, measure) || !insights::is_explained(measure)) continue;
            for (const auto& item : breakdown({by, measure, range, 250}).items) {
                const auto explanation =
                    explain({measure, range, insights::Part{by, item.value}, 250, {}});
                EXPECT_EQ(explanation.total, item.amount);
                EXPECT_EQ(sum_of(explanation), item.amount)
                    << name << " " << item.value << " " << insights::name_of(measure);
                ++parts;
            }
        }
    }
    EXPECT_GT(parts, 200u);
}

TEST_P(Insights, ranks_the_values_of_a_dimension_and_adds_up_the_rest) {
    const auto entry = [](std::int64_t id, std::int64_t product, std::int64_t total) {
        Sale row;
        row.day = first_day;
        row.quantity = 1;
        row.total = {total};
        row.line_item_id = LineItemId{id};
        row.product_id = ProductId{product};
        row.variant_id = VariantId{product * 10};
        GivenOrder order{{.order_id = {id}, .day = first_day, .sales = {row}}, "#1", {}};
        return order;
    };
    put_orders(
        *database_, store,
        {entry(1, 1, 500), entry(2, 2, 900), entry(3, 3, 100), entry(4, 4, 70), entry(5, 1, 600)});
    database_->write([](db::Transaction& transaction) {
        transaction.run<given::sql::InsertProduct>({store.value, 1, "Cup", "Pots"});
        transaction.run<given::sql::InsertProduct>({store.value, 3, "Pan", "Pots"});
        transaction.run<given::sql::InsertVariant>({store.value, 1, 10, "Blue"});
    });
    const Range range{first_day, first_day};
    const auto products = breakdown({By::product, Measure::net_sales, range, 2});
    EXPECT_EQ(products.total, 2170);
    ASSERT_EQ(products.items.size(), 2u);
    EXPECT_EQ(products.items[0].value, "1");
    EXPECT_EQ(products.items[0].label, "Cup");
    EXPECT_EQ(products.items[0].amount, 1100);
    EXPECT_EQ(products.items[1].value, "2");
    EXPECT_EQ(products.items[1].label, std::nullopt);
    EXPECT_EQ(products.other_values, 2);
    EXPECT_EQ(products.other_amount, 170);
    const auto types = breakdown({By::product_type, Measure::net_sales, range, 9});
    ASSERT_EQ(types.items.size(), 2u);
    EXPECT_EQ(types.items[0].label, "Pots");
    EXPECT_EQ(types.items[0].amount, 1200);
    EXPECT_EQ(types.items[1].value, "");
    EXPECT_EQ(types.items[1].label, std::nullopt);
    const auto variants = breakdown({By::variant, Measure::orders, range, 1});
    ASSERT_EQ(variants.items.size(), 1u);
    EXPECT_EQ(variants.items[0].label, "Cup, Blue");
    EXPECT_EQ(variants.items[0].amount, 2);
}

ON_BOTH_ENGINES(Insights);

}  // namespace
}  // namespace tillwatch::test
