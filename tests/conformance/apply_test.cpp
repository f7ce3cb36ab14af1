// What applying makes of each kind of snapshot, rule by rule (docs/metrics.md).
#include <gmock/gmock.h>

#include "conformance/applying.hpp"
#include "conformance/state_of_store.hpp"
#include "dump/sql.hpp"

namespace tillwatch::test {
namespace {

using commerce::Deletion;
using testing::ElementsAre;
using testing::IsEmpty;

class Apply : public Applying {
  protected:
    std::vector<std::string> known_customers() {
        return state().read([&](db::Transaction& transaction) {
            std::vector<std::string> rows;
            for (const auto& row :
                 transaction.all<dump::sql::ListKnownCustomers>({store_.id.value}))
                rows.push_back(row.content);
            return rows;
        });
    }
    commerce::OrderEditSighting one_added(std::int64_t order_id, std::string_view day) {
        commerce::OrderEditSighting sighting;
        sighting.edit = {{1}, {order_id}, noon(day), {{{order_id * 10 + 1}, 1}}, {}};
        sighting.version = version(day);
        return sighting;
    }

    std::int64_t orders_ = 0;
};

TEST_P(Apply, a_deleted_order_goes_with_all_of_its_figures_and_never_comes_back) {
    const auto empty = state_of_store(state(), store_.id.value);
    apply({.orders = {an_order(1, "07-01")}});
    EXPECT_EQ(day(store_, "07-01").orders, 1);
    apply({.deletions = {{Deletion::Kind::order, 1, ""}}});
    EXPECT_EQ(day(store_, "07-01"), ledger::Measures{});
    auto late = an_order(1, "07-01");
    late.version = version("07-09");
    commerce::Refund refund;
    refund.id = {3};
    refund.order_id = {1};
    const auto applied = apply({.orders = {late}, .refunds = {{refund, version("07-09")}}});
    EXPECT_THAT(applied.orders, ElementsAre(false));
    EXPECT_THAT(applied.refunds, ElementsAre(false));
    EXPECT_EQ(day(store_, "07-01"), ledger::Measures{});
    const auto left = state_of_store(state(), store_.id.value);
    EXPECT_EQ(left.size(), empty.size() + std::string_view("1,1\n").size());  // the tombstone
}

TEST_P(Apply, a_greater_sighting_that_says_the_same_of_a_customer_counts) {
    const auto at = [](std::string_view day, std::string name) {
        auto sighting = a_customer(7, std::move(name));
        sighting.version = version(day);
        return sighting;
    };
    apply({.customers = {at("07-01", "Ann")}});
    EXPECT_THAT(apply({.customers = {at("07-05", "Ann")}}).customers, ElementsAre(true));
    const auto right = state_of_store(state(), store_.id.value);
    EXPECT_THAT(apply({.customers = {at("07-03", "Bo")}}).customers, ElementsAre(false));
    EXPECT_EQ(state_of_store(state(), store_.id.value), right);
    EXPECT_THAT(apply({.customers = {at("07-09", "Bo")}}).customers, ElementsAre(true));
    EXPECT_NE(state_of_store(state(), store_.id.value), right);
}

TEST_P(Apply, says_once_that_an_object_was_deleted) {
    const Deletion deletion{Deletion::Kind::product, 5, ""};
    EXPECT_THAT(apply({.deletions = {deletion, deletion}}).deletions, ElementsAre(true, false));
    EXPECT_THAT(apply({.deletions = {deletion}}).deletions, ElementsAre(false));
}

TEST_P(Apply, a_deleted_customer_is_forgotten_and_keeps_the_orders) {
    apply({.orders = {an_order(1, "07-01")}, .customers = {a_customer(7, "Ann")}});
    apply({.deletions = {{Deletion::Kind::customer, 7, ""}}});
    EXPECT_THAT(known_customers(), IsEmpty());
    EXPECT_EQ(day(store_, "07-01").customer_orders, 1);
    EXPECT_THAT(apply({.customers = {a_customer(7, "Bo")}}).customers, ElementsAre(false));
    EXPECT_THAT(known_customers(), IsEmpty());
}

TEST_P(Apply, knows_whether_an_order_is_its_customers_first_whatever_comes_first) {
    apply({.orders = {an_order(2, "07-05")}});
    EXPECT_EQ(firsts("07-05"), 1);
    apply({.orders = {an_order(1, "07-01"), an_order(3, "07-09")}});
    EXPECT_EQ(firsts("07-01"), 1);
    EXPECT_EQ(firsts("07-05"), 0);
    EXPECT_EQ(firsts("07-09"), 0);
    apply({.deletions = {{Deletion::Kind::order, 1, ""}}});
    EXPECT_EQ(firsts("07-05"), 1);
    EXPECT_EQ(rollup(store_, ledger::Dimension::new_or_returning, "returning", "07-09").orders, 1);
    EXPECT_EQ(rollup(store_, ledger::Dimension::new_or_returning, "new", "07-09").orders, 0);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Apply, takes_the_smaller_id_of_two_orders_of_one_moment_as_the_first) {
    apply({.orders = {an_order(2, "07-05")}});
    apply({.orders = {an_order(1, "07-05")}});
    const auto returning = [&] {
        return rollup(store_, ledger::Dimension::new_or_returning, "returning", "07-05");
    };
    EXPECT_EQ(firsts("07-05"), 1);
    EXPECT_EQ(returning().orders, 1);
    apply({.deletions = {{Deletion::Kind::order, 2, ""}}});
    EXPECT_EQ(firsts("07-05"), 1);
    EXPECT_EQ(returning().orders, 0);
}

TEST_P(Apply, knows_all_months_of_a_customer_though_only_the_last_changes) {
    for (const auto* const day : {"01-05", "02-03", "03-09", "03-10", "04-01", "05-20", "05-21"})
        apply({.orders = {an_order(++orders_, day)}});
    EXPECT_THAT(differences(), IsEmpty());
    apply({.deletions = {{Deletion::Kind::order, 1, ""}}});
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Apply, an_order_of_gift_cards_alone_is_nobodys_first) {
    auto gift = an_order(1, "07-01");
    gift.lines[0].gift_card = true;
    apply({.orders = {gift}});
    apply({.orders = {an_order(2, "07-05")}});
    EXPECT_EQ(day(store_, "07-01").orders, 0);
    EXPECT_EQ(firsts("07-01"), 0);
    EXPECT_EQ(firsts("07-05"), 1);
}

TEST_P(Apply, a_merged_customers_orders_go_to_the_one_kept_also_those_to_come) {
    apply({.orders = {an_order(1, "07-01", 7), an_order(2, "07-05", 8)},
           .customers = {a_customer(7, "Ann"), a_customer(8, "Anna")}});
    EXPECT_EQ(firsts("07-05"), 1);
    EXPECT_THAT(apply({.merges = {a_merge(8, 7)}}).merges, ElementsAre(true));
    EXPECT_EQ(firsts("07-01"), 1);
    EXPECT_EQ(firsts("07-05"), 0);
    EXPECT_THAT(known_customers(), ElementsAre("7,Ann"));
    apply({.orders = {an_order(3, "07-09", 8)}, .customers = {a_customer(8, "Late")}});
    EXPECT_EQ(firsts("07-09"), 0);
    EXPECT_THAT(known_customers(), ElementsAre("7,Ann"));
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Apply, follows_merges_to_their_end_in_whatever_order_they_come) {
    apply({.orders = {an_order(1, "07-01", 7), an_order(2, "07-05", 8), an_order(3, "07-09", 9)}});
    apply({.merges = {a_merge(8, 9)}});
    apply({.merges = {a_merge(7, 8)}});
    EXPECT_EQ(firsts("07-01"), 1);
    EXPECT_EQ(firsts("07-05") + firsts("07-09"), 0);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Apply, moves_those_merged_before_when_the_one_kept_is_merged_too) {
    apply({.orders = {an_order(1, "07-01", 9), an_order(2, "07-05", 7)}});
    apply({.merges = {a_merge(7, 8)}});
    EXPECT_EQ(firsts("07-05"), 1);
    apply({.merges = {a_merge(8, 9)}});
    EXPECT_EQ(firsts("07-05"), 0);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Apply, believes_the_greatest_of_several_merges_of_one_customer) {
    apply({.orders = {an_order(1, "07-01", 7), an_order(2, "07-05", 8), an_order(3, "07-09", 9)}});
    apply({.merges = {a_merge(8, 9, "07-21")}});
    EXPECT_EQ(firsts("07-09"), 0);
    EXPECT_THAT(apply({.merges = {a_merge(8, 7, "07-20")}}).merges, ElementsAre(false));
    EXPECT_EQ(firsts("07-05"), 1);
    EXPECT_THAT(apply({.merges = {a_merge(8, 7, "07-22")}}).merges, ElementsAre(true));
    EXPECT_EQ(firsts("07-05"), 0);
    EXPECT_EQ(firsts("07-09"), 1);
}

TEST_P(Apply, merges_in_a_circle_end_at_the_smallest_id) {
    apply({.orders = {an_order(1, "07-01", 8), an_order(2, "07-05", 7)}});
    EXPECT_EQ(firsts("07-05"), 1);
    apply({.merges = {a_merge(7, 8), a_merge(8, 7)}});
    EXPECT_EQ(firsts("07-01"), 1);
    EXPECT_EQ(firsts("07-05"), 0);
    apply({.orders = {an_order(3, "07-09", 7)}});
    EXPECT_EQ(firsts("07-09"), 0);
    EXPECT_THAT(apply({.merges = {a_merge(5, 5)}}).merges, ElementsAre(false));
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Apply, lets_an_edit_wait_for_an_order_that_knows_of_it) {
    EXPECT_THAT(apply({.edits = {one_added(1, "07-03")}}).edits, ElementsAre(true));
    apply({.orders = {an_order(1, "07-01")}});
    EXPECT_EQ(day(store_, "07-01").units, 2);  // the order is older than the edit
    auto newer = an_order(1, "07-01");
    newer.version = version("07-04");
    newer.lines[0].quantity = 3;
    apply({.orders = {newer}});
    EXPECT_EQ(day(store_, "07-01").units, 2);
    EXPECT_EQ(day(store_, "07-03").units, 1);
    EXPECT_THAT(apply({.edits = {one_added(1, "07-03")}}).edits, ElementsAre(false));
}

TEST_P(Apply, takes_shopifys_own_ledger_where_it_is_as_new_as_the_order) {
    commerce::OrderAgreements agreements;
    agreements.order_id = {1};
    agreements.version = version("07-02");
    agreements.sales = {{.happened_at = noon("07-02"), .quantity = 5, .total = {700}}};
    apply({.orders = {an_order(1, "07-01")}, .agreements = {agreements}});
    EXPECT_EQ(day(store_, "07-02").units, 5);
    EXPECT_EQ(day(store_, "07-01").units, 0);
    auto newer = an_order(1, "07-01");
    newer.version = version("07-03");
    apply({.orders = {newer}});
    EXPECT_EQ(day(store_, "07-02").units, 0);
    EXPECT_EQ(day(store_, "07-01").units, 2);
}

TEST_P(Apply, keeps_the_newest_of_products_and_checkouts) {
    commerce::Product product{.id = {5}, .version = version("07-02"), .title = "Cup"};
    commerce::Checkout checkout{.token = "t", .version = version("07-02")};
    auto applied = apply({.products = {product}, .checkouts = {checkout}});
    EXPECT_THAT(applied.products, ElementsAre(true));
    EXPECT_THAT(applied.checkouts, ElementsAre(true));
    product.version = checkout.version = version("07-01");
    applied = apply({.products = {product}, .checkouts = {checkout}});
    EXPECT_THAT(applied.products, ElementsAre(false));
    EXPECT_THAT(applied.checkouts, ElementsAre(false));
    apply({.deletions = {{Deletion::Kind::product, 5, ""}, {Deletion::Kind::checkout, 0, "t"}}});
    product.version = checkout.version = version("07-09");
    applied = apply({.products = {product}, .checkouts = {checkout}});
    EXPECT_THAT(applied.products, ElementsAre(false));
    EXPECT_THAT(applied.checkouts, ElementsAre(false));
}

TEST_P(Apply, restates_all_days_when_the_shop_moves_to_another_time_zone) {
    auto late = an_order(1, "07-01");
    late.happened_at = value_or_throw(Instant::parse("2026-07-01T20:00:00Z"));
    apply({.orders = {late}});
    EXPECT_EQ(day(store_, "07-01").orders, 1);
    const auto moved = [&](std::string zone, std::string_view day) {
        return apply({.shop_changes = {{version(day), {}, std::move(zone), false}}}).shop_changes;
    };
    EXPECT_THAT(moved("Pacific/Auckland", "07-05"), ElementsAre(true));
    EXPECT_EQ(day(store_, "07-01").orders, 0);
    EXPECT_EQ(day(store_, "07-02").orders, 1);
    EXPECT_EQ(stores_.find(store_.id)->zone.name(), "Pacific/Auckland");
    EXPECT_THAT(moved("Europe/London", "07-04"), ElementsAre(false));
    EXPECT_THAT(moved("No/Where", "07-06"), ElementsAre(false));
    EXPECT_EQ(stores_.find(store_.id)->zone.name(), "Pacific/Auckland");
    auto next = an_order(2, "07-01");
    next.happened_at = late.happened_at;
    apply({.orders = {next}});  // with a profile that was read before
    EXPECT_EQ(day(store_, "07-02").orders, 2);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Apply, a_batch_that_is_broken_off_leaves_nothing_and_can_be_done_again) {
    apply({.orders = {an_order(1, "07-01")}});
    const auto before = state_of_store(state(), store_.id.value);
    const shopify::Snapshots batch{.orders = {an_order(2, "06-01")}, .merges = {a_merge(7, 8)}};
    const auto broken_off = [&](db::Transaction& transaction) {
        projection::apply(transaction, profile(), batch);
        throw std::runtime_error("killed");
    };
    EXPECT_THROW(state().write(broken_off), std::runtime_error);
    EXPECT_EQ(state_of_store(state(), store_.id.value), before);
    apply(batch);
    EXPECT_EQ(firsts("06-01"), 1);
    EXPECT_THAT(differences(), IsEmpty());
}

ON_BOTH_ENGINES(Apply);

}  // namespace
}  // namespace tillwatch::test
