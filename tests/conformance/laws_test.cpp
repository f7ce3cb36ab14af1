// The laws of the projection (docs/metrics.md) over generated histories: the same set of snapshots
// ends in the same state, whatever the order, the repetitions and the batches; rollups are the sums
// of the sales, and one that is all zero does not exist; both engines end in the same state.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "conformance/engines.hpp"
#include "conformance/state_of_store.hpp"
#include "projection/apply.hpp"

namespace tillwatch::test {
namespace {

using commerce::CustomerSighting;
using commerce::Order;
using commerce::RefundSighting;
using shopify::Snapshots;

constexpr std::int64_t hour_ms = 3'600'000;

/// Few enough that equal ones meet.
Instant some_instant() {
    return {(490'000 + 11 * *rc::gen::inRange<std::int64_t>(0, 6)) * hour_ms};
}

Money some_money() {
    return {*rc::gen::inRange<std::int64_t>(0, 5'000)};
}

commerce::LineItem some_line(std::int64_t id) {
    commerce::LineItem line;
    line.id = {id};
    line.quantity = *rc::gen::inRange<std::int64_t>(0, 4);
    if (*rc::gen::arbitrary<bool>())
        line.current_quantity = *rc::gen::inRange<std::int64_t>(0, line.quantity + 1);
    line.price = some_money();
    line.discount = {*rc::gen::inRange<std::int64_t>(0, line.price.minor * line.quantity + 1)};
    line.tax = some_money();
    line.gift_card = *rc::gen::inRange(0, 6) == 0;
    return line;
}

commerce::Refund some_refund(OrderId order_id, std::int64_t id) {
    commerce::Refund refund;
    refund.id = {id};
    refund.order_id = order_id;
    refund.happened_at = some_instant();
    refund.lines = {{{*rc::gen::inRange<std::int64_t>(1, 4)}, 1, some_money(), {0}}};
    return refund;
}

CustomerSighting some_customer(const commerce::Version& version, bool own) {
    CustomerSighting sighting;
    sighting.customer.id = {*rc::gen::inRange<std::int64_t>(1, 4)};
    sighting.customer.first_name = *rc::gen::element<std::string>("Ann", "Bo", "");
    sighting.own = own;
    sighting.version = version;
    sighting.version.completeness = 0;
    if (own) sighting.version.content_hash = content_hash(sighting.customer);
    return sighting;
}

Snapshots some_order() {
    Snapshots snapshots;
    Order order;
    order.id = {*rc::gen::inRange<std::int64_t>(1, 5)};
    order.happened_at = order.created_at = some_instant();
    order.test = *rc::gen::inRange(0, 8) == 0;
    order.taxes_included = *rc::gen::arbitrary<bool>();
    order.financial_status = *rc::gen::element<std::string>("paid", "voided");
    if (*rc::gen::arbitrary<bool>()) order.cancelled_at = some_instant();
    order.tip = some_money();
    for (std::int64_t id = 1; id <= *rc::gen::inRange<std::int64_t>(0, 4); ++id)
        order.lines.push_back(some_line(id));
    if (*rc::gen::arbitrary<bool>())
        order.refunds.push_back(some_refund(order.id, *rc::gen::inRange<std::int64_t>(1, 3)));
    order.version.updated_at = some_instant();
    const auto customer = some_customer({}, false);
    const bool known = *rc::gen::arbitrary<bool>();
    if (known) order.customer_id = customer.customer.id;
    order.version.content_hash = content_hash(order, known ? &customer.customer : nullptr);
    if (known) {
        snapshots.customers.push_back(customer);
        snapshots.customers.back().version = order.version;
    }
    snapshots.orders.push_back(std::move(order));
    return snapshots;
}

Snapshots some_snapshot() {
    Snapshots snapshots;
    switch (*rc::gen::inRange(0, 4)) {
        case 0: {
            const OrderId order_id{*rc::gen::inRange<std::int64_t>(1, 5)};
            RefundSighting sighting{some_refund(order_id, *rc::gen::inRange<std::int64_t>(1, 3)),
                                    {}};
            sighting.version.updated_at = sighting.refund.happened_at;
            sighting.version.content_hash = content_hash(sighting.refund);
            snapshots.refunds.push_back(sighting);
            return snapshots;
        }
        case 1:
            snapshots.customers.push_back(some_customer({some_instant(), {}, 0, 0}, true));
            return snapshots;
        default: return some_order();
    }
}

void append(Snapshots& all, const Snapshots& more) {
    all.orders.insert(all.orders.end(), more.orders.begin(), more.orders.end());
    all.refunds.insert(all.refunds.end(), more.refunds.begin(), more.refunds.end());
    all.customers.insert(all.customers.end(), more.customers.begin(), more.customers.end());
}

std::vector<Snapshots> some_history() {
    std::vector<Snapshots> history;
    for (auto count = *rc::gen::inRange<std::size_t>(1, 12); count > 0; --count)
        history.push_back(some_snapshot());
    return history;
}

/// The same snapshots in another order, some of them twice.
std::vector<Snapshots> in_disorder(std::vector<Snapshots> history) {
    const auto count = history.size();
    for (std::size_t i = 0; i < count; ++i)
        if (*rc::gen::arbitrary<bool>()) history.push_back(history[i]);
    for (std::size_t i = history.size(); i > 1; --i)
        std::swap(history[i - 1], history[*rc::gen::inRange<std::size_t>(0, i)]);
    return history;
}

/// A database of the program with fresh stores: they share it, so each history is cheap.
class Ledgers {
  public:
    explicit Ledgers(db::Engine engine) : empty_(engine), database_(empty_.open()) {
        migrate_program(*database_);
    }

    /// Applies a history to a fresh store, one by one where `batches` says so, and answers the
    /// whole state.
    std::string state_after(const std::vector<Snapshots>& history, std::uint64_t batches) {
        const projection::StoreProfile store{{++last_store_},
                                             value_or_throw(Currency::parse("GBP")),
                                             value_or_throw(TimeZone::find("Pacific/Auckland"))};
        Snapshots batch;
        for (std::size_t i = 0; i < history.size(); ++i) {
            append(batch, history[i]);
            if ((batches >> (i % 64) & 1) != 0) apply(store, std::exchange(batch, {}));
        }
        apply(store, batch);
        return state_of_store(*database_, last_store_);
    }

    /// Law 2: the rollups of the last store are the sums of its sales.
    bool rollups_are_sums() {
        return rollups_of_store(*database_, last_store_) ==
               recomputed_rollups(*database_, last_store_);
    }

  private:
    void apply(const projection::StoreProfile& store, const Snapshots& batch) {
        database_->write(
            [&](db::Transaction& transaction) { projection::apply(transaction, store, batch); });
    }

    EmptyDatabase empty_;
    std::unique_ptr<db::Database> database_;
    std::int64_t last_store_ = 0;
};

class Laws : public testing::TestWithParam<db::Engine> {};

TEST_P(Laws, hold_over_any_history) {
    Ledgers ledgers(GetParam());
    EXPECT_TRUE(rc::check([&] {
        const auto history = some_history();
        const auto at_once = ledgers.state_after(history, 0);
        const auto disorder = in_disorder(history);
        RC_ASSERT(ledgers.state_after(disorder, *rc::gen::arbitrary<std::uint64_t>()) == at_once);
        RC_ASSERT(ledgers.rollups_are_sums());
    }));
}

ON_BOTH_ENGINES(Laws);

TEST(LawsAcrossEngines, both_end_in_the_same_state) {
    Ledgers embedded(db::Engine::sqlite);
    Ledgers server(db::Engine::postgres);
    EXPECT_TRUE(rc::check([&] {
        const auto history = some_history();
        const auto batches = *rc::gen::arbitrary<std::uint64_t>();
        RC_ASSERT(embedded.state_after(history, batches) == server.state_after(history, batches));
    }));
}

}  // namespace
}  // namespace tillwatch::test
