// Verifying sees whatever is not as the stored objects say, rebuilding mends it.
#include <gmock/gmock.h>

#include "conformance/applying.hpp"
#include "conformance/state_of_store.hpp"
#include "dump/sql.hpp"
#include "projection/audit.hpp"
#include "projection/choose_time_zone.hpp"
#include "projection/projection.hpp"

namespace tillwatch::test {
namespace {

namespace sql = dump::sql;
using testing::Contains;
using testing::IsEmpty;
using testing::StartsWith;

/// Something happens after each read, before what follows from it.
class Meddled final : public db::Database {
  public:
    Meddled(db::Database& inner, std::function<void()> meddle)
        : inner_(inner), meddle_(std::move(meddle)) {}

    db::Engine engine() const override { return inner_.engine(); }
    std::unique_ptr<db::Listening> listen(db::Ears ears) override {
        return inner_.listen(std::move(ears));
    }
    void flush() override { inner_.flush(); }
    void scrub() override { inner_.scrub(); }

  protected:
    void run_read(db::TransactionBody body, db::Work work) override {
        inner_.read(body, work);
        meddle_();
    }
    void run_write(db::TransactionBody body, db::Work work) override { inner_.write(body, work); }

  private:
    db::Database& inner_;
    std::function<void()> meddle_;
};

class Rebuild : public Applying {
  protected:
    Rebuild() {
        auto bought = an_order(4, "07-09", std::nullopt);
        bought.checkout_token = "t1";
        const auto begun = version("07-09");
        apply(
            {.orders = {an_order(1, "06-01"), an_order(2, "07-05"), an_order(3, "07-09", 8),
                        bought},
             .customers = {a_customer(7, "Ann")},
             .checkouts = {{.token = "t1", .version = begun}, {.token = "t2", .version = begun}}});
    }

    template <class... Statements>
    void run() {
        state().write([&](db::Transaction& transaction) {
            (transaction.run<Statements>({store_.id.value}), ...);
        });
    }

    /// Whether each tampering with a table is seen as one of it, and mended.
    template <class Tampering>
    void expect_mended(const std::string& table) {
        SCOPED_TRACE(Tampering::statement.name);
        const auto right = state_of_store(state(), store_.id.value);
        run<Tampering>();
        EXPECT_THAT(differences(), Contains(StartsWith(table + ", ")));
        EXPECT_NE(state_of_store(state(), store_.id.value), right);
        projection::rebuild(state(), profile());
        EXPECT_EQ(state_of_store(state(), store_.id.value), right);
        EXPECT_THAT(differences(), IsEmpty());
    }

    /// Rebuilds while an order changes after each of the first reads. Answers how many reads.
    int rebuild_while_orders_change(int changes) {
        int reads = 0;
        Meddled meddled(state(), [&] {
            if (++reads > changes) return;
            auto order = an_order(1, "06-01");
            order.version.updated_at.ms += reads;
            order.lines[0].quantity = 2 + reads;
            apply({.orders = {order}});
        });
        projection::rebuild(meddled, profile());
        return reads;
    }

    void choose(std::string_view zone) {
        state().write([&](db::Transaction& transaction) {
            projection::choose_time_zone(transaction, store_.id,
                                         value_or_throw(TimeZone::find(zone)));
        });
    }

    std::int64_t project_what_is_due() {
        return projection::Projection(state(), inbox(), stores_, random_.id()).drain();
    }
};

TEST_P(Rebuild, mends_each_table_that_was_tampered_with) {
    EXPECT_THAT(differences(), IsEmpty());
    expect_mended<sql::TamperCounted>("orders");
    expect_mended<sql::TamperOrderCustomer>("orders");
    expect_mended<sql::TamperSales>("sales");
    expect_mended<sql::TamperSalesApart>("sales");
    expect_mended<sql::TamperStraySales>("sales");
    expect_mended<sql::TamperRollups>("rollups");
    expect_mended<sql::TamperRepeatOrders>("repeat_orders");
    expect_mended<sql::TamperCustomerDays>("customer_days");
    expect_mended<sql::TamperCohorts>("cohorts");
    expect_mended<sql::TamperKnownCustomers>("store_versions");
    expect_mended<sql::TamperCheckouts>("checkouts");
}

TEST_P(Rebuild, makes_everything_anew_where_there_is_nothing) {
    const auto right = state_of_store(state(), store_.id.value);
    run<sql::WipeSales, sql::WipeRollups, sql::WipeRepeatOrders, sql::WipeCustomerDays,
        sql::WipeCohorts>();
    EXPECT_EQ(day(store_, "07-05").orders, 0);
    projection::rebuild(state(), profile());
    EXPECT_EQ(state_of_store(state(), store_.id.value), right);
}

TEST_P(Rebuild, comes_before_anything_else_where_the_sums_are_of_older_rules) {
    run<sql::WipeSales, sql::WipeRollups, sql::WipeRepeatOrders, sql::WipeCustomerDays,
        sql::WipeCohorts, sql::TamperLedgerVersion>();
    apply({.orders = {an_order(1, "05-01")}});
    EXPECT_EQ(day(store_, "07-05").orders, 1);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Rebuild, is_done_by_the_projector_though_nothing_is_pending) {
    run<sql::WipeRollups, sql::TamperLedgerVersion>();
    EXPECT_EQ(project_what_is_due(), 0);
    EXPECT_EQ(day(store_, "07-05").orders, 1);
    EXPECT_THAT(differences(), IsEmpty());
    run<sql::WipeRollups>();  // once is enough
    EXPECT_EQ(project_what_is_due(), 0);
    EXPECT_EQ(day(store_, "07-05").orders, 0);
}

TEST_P(Rebuild, comes_after_people_chose_another_time_zone) {
    EXPECT_EQ(day(store_, "07-05").orders, 1);
    choose("Pacific/Kiritimati");  // noon in London is after midnight there
    apply({.customers = {a_customer(9, "Bo")}});
    EXPECT_EQ(day(store_, "07-05").orders, 0);
    EXPECT_EQ(day(store_, "07-06").orders, 1);
    EXPECT_THAT(differences(), IsEmpty());
    choose("Europe/London");
    EXPECT_EQ(project_what_is_due(), 0);
    EXPECT_EQ(day(store_, "07-05").orders, 1);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Rebuild, is_for_a_time_zone_that_was_chosen_before_the_first_order) {
    store_ = add_store("two.myshopify.com");
    choose("Pacific/Kiritimati");
    apply({.orders = {an_order(1, "07-05")}});
    EXPECT_EQ(day(store_, "07-06").orders, 1);
    project_what_is_due();
    EXPECT_EQ(day(store_, "07-06").orders, 1);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Rebuild, is_made_again_where_another_time_zone_is_chosen_meanwhile) {
    run<sql::WipeRollups>();
    int reads = 0;
    Meddled meddled(state(), [&] {
        if (++reads == 1) choose("Pacific/Kiritimati");
    });
    projection::rebuild(meddled, profile());
    EXPECT_EQ(day(store_, "07-06").orders, 1);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Rebuild, is_not_for_a_time_zone_that_the_shop_says_otherwise) {
    apply({.shop_changes = {{version("07-10"), {}, "Europe/London", false}}});
    EXPECT_THROW(choose("Pacific/Kiritimati"), Failure);
    EXPECT_EQ(project_what_is_due(), 0);
    EXPECT_EQ(day(store_, "07-05").orders, 1);
}

TEST_P(Rebuild, that_is_broken_off_changes_nothing) {
    run<sql::WipeRollups>();
    const auto before = state_of_store(state(), store_.id.value);
    const auto broken_off = [&](db::Transaction& transaction) {
        projection::rebuild_within(transaction, profile());
        throw std::runtime_error("killed");
    };
    EXPECT_THROW(state().write(broken_off), std::runtime_error);
    EXPECT_EQ(state_of_store(state(), store_.id.value), before);
}

TEST_P(Rebuild, is_made_again_where_the_store_changed_meanwhile) {
    run<sql::WipeSales, sql::WipeRollups>();
    EXPECT_EQ(rebuild_while_orders_change(1), 2);
    EXPECT_EQ(day(store_, "06-01").units, 3);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Rebuild, is_made_under_the_lock_where_the_store_never_rests) {
    run<sql::WipeSales, sql::WipeRollups>();
    EXPECT_EQ(rebuild_while_orders_change(100), projection::rebuild_tries_max);
    EXPECT_EQ(day(store_, "06-01").units, 2 + projection::rebuild_tries_max);
    EXPECT_THAT(differences(), IsEmpty());
}

TEST_P(Rebuild, leaves_other_stores_alone) {
    const auto other = add_store("two.myshopify.com");
    run<sql::WipeRollups>();
    projection::rebuild(state(), {other.id, other.currency});
    EXPECT_EQ(day(store_, "07-05").orders, 0);
    projection::rebuild(state(), profile());
    EXPECT_EQ(day(store_, "07-05").orders, 1);
}

TEST_P(Rebuild, reads_more_orders_than_a_page_holds) {
    std::vector<commerce::Order> orders;
    for (std::int64_t id = 100; id < 100 + 2 * projection::audit_page_orders; ++id)
        orders.push_back(an_order(id, "08-01", id % 3 == 0 ? std::nullopt : std::optional(id % 7)));
    apply({.orders = orders});
    const auto right = state_of_store(state(), store_.id.value);
    run<sql::WipeRollups, sql::WipeCustomerDays, sql::WipeRepeatOrders>();
    projection::rebuild(state(), profile());
    EXPECT_EQ(state_of_store(state(), store_.id.value), right);
}

ON_BOTH_ENGINES(Rebuild);

}  // namespace
}  // namespace tillwatch::test
