// What became of checkouts, on both engines: the definitions of docs/metrics.md, by hand, through
// the projection; and that lists and figures say the same.
#include "insights/checkouts.hpp"

#include <gmock/gmock.h>

#include "conformance/applying.hpp"
#include "listing/checkouts.hpp"

namespace tillwatch::test {
namespace {

using commerce::CheckoutState;
using commerce::Deletion;
using insights::CheckoutCounts;
using insights::Range;

Instant at(std::string_view text) {
    return value_or_throw(Instant::parse(text));
}

Day day_of(std::string_view text) {
    return value_or_throw(Day::parse(text));
}

/// Begun at 10:00 in London on 1 July 2026, by somebody who left an e-mail address.
commerce::Checkout a_checkout(std::string token,
                              std::string_view created_at = "2026-07-01T10:00:00+01:00") {
    commerce::Checkout checkout;
    checkout.token = std::move(token);
    checkout.created_at = checkout.version.updated_at = at(created_at);
    checkout.email = "ann@example.com";
    return checkout;
}

class CheckoutFigures : public Applying {
  protected:
    insights::Checkouts checkouts(Range range,
                                  insights::Compare compare = insights::Compare::none) {
        return state().read([&](db::Transaction& transaction) {
            return insights::read_checkouts(transaction, store_, range, compare, now_);
        });
    }

    /// Of 1 July 2026.
    CheckoutCounts counts() {
        return checkouts({day_of("2026-07-01"), day_of("2026-07-01")}).totals;
    }

    CheckoutState state_of(std::string_view token) {
        listing::CheckoutsQuestion question;
        question.now = now_;
        const auto page = state().read([&](db::Transaction& transaction) {
            return listing::read_rows(transaction, store_.id, question, {}, 250);
        });
        for (const auto& row : page.rows)
            if (row.token == token) return row.state;
        throw std::logic_error("no such checkout is listed");
    }

    /// Placed by that checkout at that time.
    static commerce::Order an_order_of(std::string token, std::string_view created_at) {
        auto order = an_order(1, "07-01");
        order.created_at = order.happened_at = at(created_at);
        order.checkout_token = std::move(token);
        return order;
    }

    Instant now_ = at("2026-07-02T12:00:00Z");
};

constexpr CheckoutCounts one_open{.started = 1};
constexpr CheckoutCounts one_completed{.started = 1, .completed = 1};
constexpr CheckoutCounts one_abandoned{.started = 1, .abandoned = 1};
constexpr CheckoutCounts one_recovered{
    .started = 1, .completed = 1, .abandoned = 1, .recovered = 1};

TEST_P(CheckoutFigures, take_a_checkout_as_abandoned_once_the_hour_is_over) {
    apply({.checkouts = {a_checkout("t")}});
    now_ = at("2026-07-01T10:00:00Z");
    EXPECT_EQ(counts(), one_open);
    EXPECT_EQ(state_of("t"), CheckoutState::open);
    now_ = at("2026-07-01T10:00:00.001Z");
    EXPECT_EQ(counts(), one_abandoned);
    EXPECT_EQ(state_of("t"), CheckoutState::abandoned);
}

TEST_P(CheckoutFigures, never_take_one_without_contact_details_as_abandoned) {
    auto guest = a_checkout("t");
    guest.email.reset();
    apply({.checkouts = {guest}});
    EXPECT_EQ(counts(), one_open);
    EXPECT_EQ(state_of("t"), CheckoutState::open);
    guest.phone = "+441234";
    guest.version = version("07-02");
    apply({.checkouts = {guest}});
    EXPECT_EQ(counts(), one_abandoned);
    EXPECT_EQ(state_of("t"), CheckoutState::abandoned);
    guest.phone.reset();
    guest.version = version("07-03");
    apply({.checkouts = {guest}});
    EXPECT_EQ(counts(), one_open);
}

TEST_P(CheckoutFigures, take_one_completed_after_the_hour_as_recovered) {
    auto checkout = a_checkout("t");
    checkout.completed_at = at("2026-07-01T10:00:00Z");
    apply({.checkouts = {checkout}});
    EXPECT_EQ(counts(), one_completed);
    checkout.completed_at = at("2026-07-01T10:00:00.001Z");
    checkout.version = version("07-03");
    apply({.checkouts = {checkout}});
    EXPECT_EQ(counts(), one_recovered);
    EXPECT_EQ(state_of("t"), CheckoutState::completed);
    checkout.email.reset();
    checkout.version = version("07-04");
    apply({.checkouts = {checkout}});
    EXPECT_EQ(counts(), one_completed);
}

TEST_P(CheckoutFigures, take_one_as_completed_by_the_earliest_order_that_bears_its_token) {
    auto late = an_order_of("t", "2026-07-01T11:00:00Z");
    apply({.orders = {late}, .checkouts = {a_checkout("t"), a_checkout("u")}});
    EXPECT_EQ(counts(), (CheckoutCounts{2, 1, 2, 1}));
    EXPECT_EQ(state_of("t"), CheckoutState::completed);
    EXPECT_EQ(state_of("u"), CheckoutState::abandoned);
    auto early = an_order_of("t", "2026-07-01T09:30:00Z");
    early.id = {2};
    apply({.orders = {early}});
    EXPECT_EQ(counts(), (CheckoutCounts{2, 1, 1, 0}));
}

TEST_P(CheckoutFigures, count_each_checkout_once_whichever_came_first_of_it_and_its_orders) {
    auto order = an_order_of("t", "2026-07-01T09:30:00Z");
    apply({.orders = {order}});
    EXPECT_EQ(counts(), CheckoutCounts{});
    apply({.checkouts = {a_checkout("t")}});
    EXPECT_EQ(counts(), one_completed);
    order.id = {2};
    apply({.orders = {order}, .checkouts = {a_checkout("t")}});
    EXPECT_EQ(counts(), one_completed);
}

TEST_P(CheckoutFigures, take_cancelled_and_test_orders_as_orders_and_deleted_ones_as_none) {
    auto order = an_order_of("t", "2026-07-01T09:30:00Z");
    order.test = true;
    order.cancelled_at = at("2026-07-01T09:40:00Z");
    apply({.orders = {order}, .checkouts = {a_checkout("t")}});
    EXPECT_EQ(counts(), one_completed);
    apply({.deletions = {{Deletion::Kind::order, 1, ""}}});
    EXPECT_EQ(counts(), one_abandoned);
    EXPECT_EQ(state_of("t"), CheckoutState::abandoned);
}

TEST_P(CheckoutFigures, leave_deleted_checkouts_out) {
    apply({.checkouts = {a_checkout("t"), a_checkout("u")}});
    apply({.deletions = {{Deletion::Kind::checkout, 0, "t"}}});
    EXPECT_EQ(counts(), one_abandoned);
}

TEST_P(CheckoutFigures, have_the_days_of_the_stores_clocks_when_they_change) {
    for (const auto* created_at : {
             "2026-03-28T23:30:00Z",                                                  // 28 March
             "2026-03-29T00:30:00Z", "2026-03-29T22:30:00Z",                          // 29 March
             "2026-03-29T23:30:00Z",                                                  // 30 March
             "2026-10-24T23:30:00Z", "2026-10-25T22:30:00Z", "2026-10-25T23:30:00Z",  // 25 October
             "2026-10-26T00:30:00Z",                                                  // 26 October
         })
        apply({.checkouts = {a_checkout(created_at, created_at)}});
    now_ = at("2026-12-01T12:00:00Z");
    const auto started = [&](std::string_view from, std::string_view to) {
        std::vector<std::int64_t> numbers;
        for (const auto& [_, counts] : checkouts({day_of(from), day_of(to)}).days)
            numbers.push_back(counts.started);
        return numbers;
    };
    EXPECT_THAT(started("2026-03-27", "2026-03-31"), testing::ElementsAre(0, 1, 2, 1, 0));
    EXPECT_THAT(started("2026-10-24", "2026-10-27"), testing::ElementsAre(0, 3, 1, 0));
}

TEST_P(CheckoutFigures, move_to_other_days_with_the_shops_time_zone) {
    apply({.checkouts = {a_checkout("t", "2026-07-01T20:00:00Z")}});
    EXPECT_EQ(counts(), one_abandoned);
    store_.zone = value_or_throw(TimeZone::find("Pacific/Auckland"));
    EXPECT_EQ(counts(), CheckoutCounts{});
}

TEST_P(CheckoutFigures, add_up_to_their_totals_and_are_compared) {
    apply({.checkouts = {a_checkout("a", "2026-06-30T10:00:00Z"),
                         a_checkout("b", "2026-06-30T11:00:00Z"),
                         a_checkout("c", "2026-07-01T10:00:00Z")}});
    const auto found =
        checkouts({day_of("2026-07-01"), day_of("2026-07-02")}, insights::Compare::previous_period);
    ASSERT_EQ(found.days.size(), 2u);
    EXPECT_EQ(found.days[0].counts, one_abandoned);
    EXPECT_EQ(found.days[1].counts, CheckoutCounts{});
    EXPECT_EQ(found.totals, one_abandoned);
    ASSERT_TRUE(found.previous);
    EXPECT_EQ(found.previous->first, (Range{day_of("2026-06-29"), day_of("2026-06-30")}));
    EXPECT_EQ(found.previous->second, (CheckoutCounts{2, 0, 2, 0}));
}

TEST_P(CheckoutFigures, are_of_one_store) {
    apply({.checkouts = {a_checkout("t")}});
    const auto other = add_store("two.myshopify.com");
    auto order = an_order_of("t", "2026-07-01T09:30:00Z");
    state().write(
        [&](db::Transaction& transaction) {
            const projection::StoreProfile two{other.id, other.currency};
            projection::apply(transaction, two, {.orders = {order}});
        },
        projection::applying_work);
    EXPECT_EQ(counts(), one_abandoned);
    store_ = other;
    EXPECT_EQ(counts(), CheckoutCounts{});
}

ON_BOTH_ENGINES(CheckoutFigures);

}  // namespace
}  // namespace tillwatch::test
