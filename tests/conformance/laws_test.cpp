// The laws of the projection (docs/metrics.md) over generated histories: the same set of snapshots
// ends in the same state, whatever the order, the repetitions and the batches; a rollup row that is
// all zero does not exist; and both engines end in the same state.
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

Instant some_instant() {
    return {*rc::gen::inRange<std::int64_t>(490'000, 490'100) * hour_ms};
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
    auto customer = some_customer({}, false);
    if (*rc::gen::arbitrary<bool>()) order.customer_id = customer.customer.id;
    order.version.content_hash = content_hash(order);
    if (order.customer_id) {
        customer.version = order.version;
        snapshots.customers.push_back(customer);
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

class Laws : public BothEngines {
  protected:
    Laws() { migrate_program(*database_); }

    /// A fresh store's profile; stores share one database, so each history is cheap.
    projection::StoreProfile fresh_store() {
        return {{++last_store_},
                value_or_throw(Currency::parse("GBP")),
                value_or_throw(TimeZone::find("Pacific/Auckland"))};
    }

    /// Applies them in batches that end where the generator says.
    std::string state_after(const std::vector<Snapshots>& history, bool cut) {
        const auto store = fresh_store();
        Snapshots batch;
        for (const auto& snapshots : history) {
            append(batch, snapshots);
            if (cut && *rc::gen::arbitrary<bool>()) apply(store, std::exchange(batch, {}));
        }
        apply(store, batch);
        return state_of_store(*database_, store.store_id.value);
    }

    void apply(const projection::StoreProfile& store, const Snapshots& batch) {
        database_->write(
            [&](db::Transaction& transaction) { projection::apply(transaction, store, batch); });
    }

  private:
    std::int64_t last_store_ = 0;
};

TEST_P(Laws, same_set_ends_in_the_same_state) {
    EXPECT_TRUE(rc::check([this] {
        const auto count = *rc::gen::inRange<std::size_t>(1, 12);
        std::vector<Snapshots> history;
        for (std::size_t i = 0; i < count; ++i) history.push_back(some_snapshot());
        auto disorder = history;
        for (std::size_t i = 0; i < count; ++i)
            if (*rc::gen::arbitrary<bool>()) disorder.push_back(history[i]);
        for (std::size_t i = disorder.size(); i > 1; --i)
            std::swap(disorder[i - 1], disorder[*rc::gen::inRange<std::size_t>(0, i)]);
        const auto at_once = state_after(history, false);
        RC_ASSERT(state_after(disorder, true) == at_once);
        RC_ASSERT(at_once.find(",0,0,0,0,0,0,0,0,0,0,0,0,0\n") == std::string::npos);
    }));
}

ON_BOTH_ENGINES(Laws);

}  // namespace
}  // namespace tillwatch::test
