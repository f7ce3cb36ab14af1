#include <fmt/format.h>
#include <gmock/gmock.h>

#include "conformance/an_order.hpp"
#include "conformance/dice.hpp"
#include "conformance/program_fixture.hpp"

namespace tillwatch::test {
namespace {

std::string refund(std::int64_t id, std::string_view amount) {
    return fmt::format(
        R"({{"id":{},"order_id":1,"created_at":"2026-07-05T12:00:00Z","refund_line_items":[
        {{"line_item_id":11,"quantity":1,"subtotal":"{}"}}]}})",
        id, amount);
}

std::string customer(std::string_view updated_at, std::string_view email) {
    return fmt::format(
        R"({{"id":7,"updated_at":"{}","first_name":"Anna","last_name":"Lee","email":"{}"}})",
        updated_at, email);
}

class Projection : public Program {};

TEST_P(Projection, keeps_the_newest_snapshot_of_an_order) {
    const auto store = add_store();
    deliver(store, {{"orders/updated", order("2026-07-03T00:00:00Z", "", "ann@example.com", 3)},
                    {"orders/create", order("2026-07-01T12:00:00Z")}});
    EXPECT_EQ(day(store, "07-01").units, 3);
    deliver(store, {{"orders/updated", order("2026-07-04T00:00:00Z", "", "ann@example.com", 1)}});
    EXPECT_EQ(day(store, "07-01").units, 1);
    EXPECT_EQ(day(store, "07-01").orders, 1);
    EXPECT_EQ(overview(store).all_time_orders, 1);
}

TEST_P(Projection, lets_a_refund_wait_for_its_order) {
    const auto store = add_store();
    deliver(store, {{"refunds/create", refund(5, "10.00")}});
    EXPECT_EQ(day(store, "07-05").returns, 0);
    deliver(store, {{"orders/create", order("2026-07-01T12:00:00Z")}});
    EXPECT_EQ(day(store, "07-01").gross_sales, 2000);
    EXPECT_EQ(day(store, "07-05").returns, -1000);
}

TEST_P(Projection, takes_a_refund_that_comes_after_its_order) {
    const auto store = add_store();
    deliver(store, {{"orders/create", order("2026-07-01T12:00:00Z")}});
    deliver(store, {{"refunds/create", refund(5, "10.00")}});
    EXPECT_EQ(day(store, "07-05").returns, -1000);
    EXPECT_EQ(overview(store).totals.measures.orders, 1);
}

TEST_P(Projection, prefers_the_orders_own_copy_of_a_refund) {
    const auto store = add_store();
    const auto own = order("2026-07-06T00:00:00Z", R"(,"refunds":[)" + refund(5, "9.00") + "]");
    deliver(store, {{"refunds/create", refund(5, "10.00")}, {"orders/updated", own}});
    EXPECT_EQ(day(store, "07-05").returns, -900);
    deliver(store, {{"refunds/create", refund(6, "1.00")}});  // one that the order does not know
    EXPECT_EQ(day(store, "07-05").returns, -1000);
}

TEST_P(Projection, believes_a_customer_more_than_an_order_about_a_customer) {
    const auto store = add_store();
    const auto email = [&] { return overview(store).top_customers->at(0).email; };
    deliver(store, {{"orders/create", order("2026-07-01T12:00:00Z", "", "first@example.com")}});
    EXPECT_EQ(email(), "first@example.com");
    deliver(store, {{"customers/update", customer("2026-06-01T00:00:00Z", "own@example.com")}});
    EXPECT_EQ(email(), "own@example.com");
    deliver(store, {{"orders/updated", order("2026-08-01T12:00:00Z", "", "late@example.com")}});
    EXPECT_EQ(email(), "own@example.com");
    EXPECT_EQ(overview(store).top_customers->at(0).name, "Anna Lee");
    EXPECT_EQ(overview(store).all_time_customers, 1);
}

TEST_P(Projection, keeps_what_it_cannot_use_with_its_reason_and_goes_on) {
    const auto store = add_store();
    deliver(store, {{"orders/create", "no json"},
                    {"themes/update", "{}"},
                    {"orders/updated", R"({"id":1,"updated_at":"2026-07-01T12:00:00Z"})"},
                    {"orders/create", order("2026-07-01T12:00:00Z")}});
    EXPECT_EQ(day(store, "07-01").orders, 1);
    // Those that are appended at once may be stored in another order.
    EXPECT_THAT(outcomes(store), testing::UnorderedElementsAre(
                                     testing::StartsWith("failed,not JSON"),
                                     testing::StartsWith("ignored,a topic that is not projected"),
                                     testing::StartsWith("ignored,not a whole order")));
}

TEST_P(Projection, refuses_what_would_pass_the_bound_of_a_days_sums) {
    const auto store = add_store();
    std::vector<Sent> sent;
    for (std::int64_t id = 1; id <= 11; ++id) sent.push_back({"orders/create", huge_order(id)});
    deliver(store, sent);
    EXPECT_EQ(day(store, "07-01").gross_sales, 10 * Money::max_minor);
    EXPECT_EQ(day(store, "07-01").orders, 10);
    EXPECT_THAT(outcomes(store), testing::ElementsAre(testing::StartsWith("failed,")));
}

TEST_P(Projection, takes_texts_of_any_length) {
    const auto store = add_store();
    std::string text;
    Dice dice(5);  // no letter tells the next, so nothing is gained by packing them
    for (int i = 0; i < 20'000; ++i) text += static_cast<char>('a' + dice.below(26));
    const auto filled = [&](std::string body) {
        for (auto at = body.find("TEXT"); at != body.npos; at = body.find("TEXT", at + text.size()))
            body.replace(at, 4, text);
        return body;
    };
    deliver(store, {{"orders/create", filled(R"({"id": 1, "currency": "GBP", "name": "TEXT",
        "created_at": "2026-07-01T12:00:00Z", "email": "TEXT", "source_name": "TEXT",
        "checkout_token": "TEXT", "discount_codes": [{"code": "TEXT"}],
        "payment_gateway_names": ["TEXT"], "customer": {"id": 7, "first_name": "TEXT",
        "last_name": "TEXT", "email": "TEXT"}, "line_items": [{"id": 11, "quantity": 1,
        "price": "1.00", "vendor": "TEXT", "title": "TEXT", "sku": "TEXT"}]})")},
                    {"products/create", filled(R"({"id": 5, "title": "TEXT", "vendor": "TEXT",
        "product_type": "TEXT", "handle": "TEXT", "created_at": "2026-07-01T12:00:00Z",
        "updated_at": "2026-07-01T12:00:00Z", "variants": []})")}});
    EXPECT_THAT(outcomes(store), testing::IsEmpty());
    EXPECT_EQ(day(store, "07-01").orders, 1);
}

TEST_P(Projection, does_not_let_one_store_into_anothers_figures) {
    const auto one = add_store("one.myshopify.com");
    const auto two = add_store("two.myshopify.com");
    deliver(one, {{"orders/create", order("2026-07-01T12:00:00Z")}});
    EXPECT_EQ(overview(one).all_time_orders, 1);
    EXPECT_EQ(overview(two).all_time_orders, 0);
    EXPECT_FALSE(overview(two).through);
    EXPECT_TRUE(overview(two).top_customers->empty());
}

TEST_P(Projection, knows_new_customers_from_returning_ones) {
    const auto store = add_store();
    const auto bought = [](std::int64_t order_id, std::string_view day) {
        return fmt::format(
            R"({{"id":{},"currency":"GBP","created_at":"2026-{}T12:00:00Z","customer":{{"id":7}},
            "line_items":[{{"id":11,"quantity":1,"price":"1.00"}}]}})",
            order_id, day);
    };
    deliver(store, {{"orders/create", bought(1, "07-01")}, {"orders/create", bought(2, "08-01")}});
    const insights::Range august{value_or_throw(Day::parse("2026-08-01")),
                                 value_or_throw(Day::parse("2026-08-31"))};
    insights::LeaderBoards boards(state());
    const auto later = state().read([&](db::Transaction& transaction) {
        return insights::read_overview(transaction, store.id, august,
                                       insights::Compare::previous_period, boards);
    });
    EXPECT_EQ(later.totals.customers, 1);
    EXPECT_EQ(later.totals.new_customers, 0);
    EXPECT_EQ(later.previous->second.new_customers, 1);
    EXPECT_EQ(overview(store).totals.new_customers, 1);
}

ON_BOTH_ENGINES(Projection);

}  // namespace
}  // namespace tillwatch::test
