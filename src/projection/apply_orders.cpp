#include "projection/apply_orders.hpp"

#include <algorithm>
#include <set>

#include "projection/aliases.hpp"
#include "projection/deleted.hpp"
#include "projection/order_changes.hpp"
#include "projection/order_parts.hpp"

namespace tillwatch::projection {
namespace {

using commerce::Order;

/// The orders that snapshots are about and that were not deleted.
std::vector<OrderId> list_touched(db::Transaction& transaction, StoreId store_id,
                                  const shopify::Snapshots& snapshots) {
    std::set<OrderId> ids;
    for (const auto& order : snapshots.orders) ids.insert(order.id);
    for (const auto& sighting : snapshots.refunds) ids.insert(sighting.refund.order_id);
    for (const auto& sighting : snapshots.edits) ids.insert(sighting.edit.order_id);
    for (const auto& agreements : snapshots.agreements) ids.insert(agreements.order_id);
    return without_deleted(transaction, store_id, commerce::Deletion::Kind::order, ids);
}

/// One application: read what is stored, decide, write.
class OrderStep {
  public:
    OrderStep(db::Transaction& transaction, StoreId store_id, const TimeZone& zone,
              const shopify::Snapshots& snapshots, std::vector<OrderId> touched)
        : transaction_(transaction),
          store_id_(store_id),
          zone_(zone),
          snapshots_(snapshots),
          touched_(std::move(touched)),
          stored_(commerce::find_stored_orders(transaction, store_id, touched_)),
          parts_(transaction, store_id, touched_) {}

    void run(Applied& applied) {
        for (const auto& order : stored_) orders_.put_stored(order.id, order.version);
        for (const auto& order : snapshots_.orders)
            applied.orders.push_back(is_alive(order.id) && choose(order));
        for (const auto& sighting : snapshots_.refunds)
            applied.refunds.push_back(offer(sighting.refund.order_id, sighting));
        for (const auto& sighting : snapshots_.edits)
            applied.edits.push_back(offer(sighting.edit.order_id, sighting));
        for (const auto& agreements : snapshots_.agreements)
            applied.agreements.push_back(offer(agreements.order_id, agreements));
        parts_.write(transaction_);
        put_milestones();
        change_orders(transaction_, store_id_, list_changes(), applied.days);
    }

  private:
    bool is_alive(OrderId id) const { return std::ranges::binary_search(touched_, id); }

    bool choose(const Order& order) {
        const bool chosen = orders_.offer(order.id, order, order.version);
        if (chosen) changed_.insert(order.id);
        return chosen;
    }

    template <class Part>
    bool offer(OrderId order_id, const Part& part) {
        if (!is_alive(order_id) || !parts_.offer(part)) return false;
        changed_.insert(order_id);
        return true;
    }

    void put_milestones() {
        std::vector<commerce::Milestone> milestones;
        for (const auto& milestone : snapshots_.milestones)
            if (is_alive(milestone.order_id)) milestones.push_back(milestone);
        commerce::put_milestones(transaction_, store_id_, milestones);
    }

    std::vector<OrderChange> list_changes() {
        std::vector<OrderChange> changes;
        std::map<OrderId, std::size_t> places;
        std::vector<commerce::StoredOrder> changed;
        std::vector<OrderId> kept_bases;
        for (auto& order : stored_)
            if (changed_.contains(order.id)) changed.push_back(std::move(order));
        for (auto& before : list_ledger_orders(transaction_, store_id_, changed)) {
            const auto id = before.entry.order_id;
            if (orders_.find(id) == nullptr) kept_bases.push_back(id);
            places.emplace(id, changes.size());
            changes.push_back({.before = std::move(before), .after = {}});
        }
        for (auto& base : commerce::list_orders(transaction_, store_id_, kept_bases)) {
            auto& change = changes[places.at(base.id)];
            base.customer_id = change.before->entry.customer_id;
            change.after = ledger_order_of(parts_.effective(std::move(base)), zone_);
        }
        const auto aliases = list_aliases();
        for (const auto& [id, order] : orders_.chosen()) {
            if (places.try_emplace(id, changes.size()).second) changes.emplace_back();
            auto base = *order;
            base.customer_id = aliases.resolve(order->customer_id);
            auto& change = changes[places.at(id)];
            change.after = ledger_order_of(parts_.effective(std::move(base)), zone_);
            change.base = order;
        }
        return changes;
    }

    Aliases list_aliases() {
        std::vector<CustomerId> ids;
        for (const auto& [id, order] : orders_.chosen())
            if (order->customer_id) ids.push_back(*order->customer_id);
        return {transaction_, store_id_, ids};
    }

    db::Transaction& transaction_;
    StoreId store_id_;
    const TimeZone& zone_;
    const shopify::Snapshots& snapshots_;
    std::vector<OrderId> touched_;  // sorted
    std::vector<commerce::StoredOrder> stored_;
    OrderParts parts_;
    Greatest<OrderId, Order, commerce::Version> orders_;
    std::set<OrderId> changed_;
};

}  // namespace

void apply_orders(db::Transaction& transaction, StoreId store_id, const TimeZone& zone,
                  const shopify::Snapshots& snapshots, Applied& applied) {
    if (snapshots.orders.empty() && snapshots.refunds.empty() && snapshots.edits.empty() &&
        snapshots.agreements.empty())
        return;
    auto touched = list_touched(transaction, store_id, snapshots);
    OrderStep(transaction, store_id, zone, snapshots, std::move(touched)).run(applied);
}

void remove_orders(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids,
                   Applied& applied) {
    const auto stored = commerce::find_stored_orders(transaction, store_id, ids);
    std::vector<OrderChange> changes;
    for (auto& before : list_ledger_orders(transaction, store_id, stored))
        changes.push_back({.before = std::move(before), .after = {}});
    change_orders(transaction, store_id, std::move(changes), applied.days);
    commerce::delete_orders(transaction, store_id, ids);  // what waited for them too
}

}  // namespace tillwatch::projection
