#include "projection/apply.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "commerce/tables.hpp"
#include "ledger/rollup.hpp"
#include "projection/ledger_tables.hpp"

namespace tillwatch::projection {
namespace {

using commerce::CustomerSighting;
using commerce::Order;
using commerce::RefundSighting;

/// The greatest sighting of each thing, and whether each one seen was greater than those before.
template <class Key, class Thing>
class Greatest {
  public:
    template <class Less>
    bool offer(const Key& key, const Thing& thing, Less less) {
        const auto [found, first] = things_.try_emplace(key, &thing);
        if (first) return true;
        if (!less(*found->second, thing)) return false;
        found->second = &thing;
        return true;
    }

    const Thing* find(const Key& key) const {
        const auto found = things_.find(key);
        return found == things_.end() ? nullptr : found->second;
    }
    const auto& all() const { return things_; }

  private:
    std::map<Key, const Thing*> things_;
};

bool less_version(const auto& a, const auto& b) {
    return a.version < b.version;
}

bool less_sighting(const CustomerSighting& a, const CustomerSighting& b) {
    return std::tie(a.own, a.version) < std::tie(b.own, b.version);
}

/// One application: read what is stored, decide, write.
class Application {
  public:
    Application(db::Transaction& transaction, const StoreProfile& store,
                const shopify::Snapshots& snapshots)
        : transaction_(transaction), store_(store), snapshots_(snapshots) {}

    Applied run() {
        if (!snapshots_.orders.empty() || !snapshots_.refunds.empty()) {
            find_touched_orders();
            choose_orders();
            choose_refunds();
            write_orders();
        }
        choose_customers();
        return std::move(applied_);
    }

  private:
    void find_touched_orders() {
        for (const auto& order : snapshots_.orders) order_ids_.push_back(order.id);
        for (const auto& sighting : snapshots_.refunds)
            order_ids_.push_back(sighting.refund.order_id);
        std::ranges::sort(order_ids_);
        const auto repeated = std::ranges::unique(order_ids_);
        order_ids_.erase(repeated.begin(), repeated.end());
        stored_ = commerce::find_stored_orders(transaction_, store_.store_id, order_ids_);
    }

    void choose_orders() {
        for (const auto& order : snapshots_.orders) {
            const auto stored = stored_.find(order.id);
            const bool greater = stored == stored_.end() || stored->second.version < order.version;
            const bool chosen =
                greater && orders_.offer(order.id, order, less_version<Order, Order>);
            applied_.orders.push_back(chosen);
            if (chosen) changed_.insert(order.id);
        }
    }

    void choose_refunds() {
        const auto known =
            commerce::list_refund_sightings(transaction_, store_.store_id, order_ids_);
        for (const auto& sighting : known) offer_refund(sighting);
        std::set<RefundKey> greater;
        for (const auto& sighting : snapshots_.refunds) {
            applied_.refunds.push_back(offer_refund(sighting));
            if (!applied_.refunds.back()) continue;
            greater.insert(key_of(sighting));
            changed_.insert(sighting.refund.order_id);
        }
        for (const auto& [key, sighting] : refunds_.all())
            own_refunds_[key.first].push_back(*sighting);
        std::vector<RefundSighting> to_put;
        for (const auto& key : greater) to_put.push_back(*refunds_.find(key));
        commerce::put_refund_sightings(transaction_, store_.store_id, to_put);
        refunds_ = {};
    }

    using RefundKey = std::pair<OrderId, RefundId>;
    static RefundKey key_of(const RefundSighting& sighting) {
        return {sighting.refund.order_id, sighting.refund.id};
    }
    bool offer_refund(const RefundSighting& sighting) {
        return refunds_.offer(key_of(sighting), sighting,
                              less_version<RefundSighting, RefundSighting>);
    }

    /// The orders whose rows change: from this batch, else as stored.
    std::vector<const Order*> changed_orders() {
        std::vector<const Order*> changed;
        std::vector<OrderId> from_tables;
        for (const auto id : changed_) {
            if (const auto* order = orders_.find(id))
                changed.push_back(order);
            else if (stored_.contains(id))
                from_tables.push_back(id);
        }
        loaded_ = commerce::list_orders(transaction_, store_.store_id, from_tables);
        for (const auto& order : loaded_) changed.push_back(&order);
        return changed;
    }

    /// The rows of the order with the refunds that only their own webhooks told.
    std::vector<ledger::Sale> effective_sales(const Order& base) const {
        const auto own = own_refunds_.find(base.id);
        if (own == own_refunds_.end()) return ledger::sales_of(base, store_.zone);
        Order effective = base;
        for (const auto& [refund, _] : own->second)
            if (std::ranges::find(base.refunds, refund.id, &commerce::Refund::id) ==
                base.refunds.end())
                effective.refunds.push_back(refund);
        return ledger::sales_of(effective, store_.zone);
    }

    void write_orders() {
        const auto bases = changed_orders();
        const auto old_sales = list_old_sales();
        std::vector<commerce::OrderToPut> to_put;
        std::vector<OrderSales> new_sales;
        for (const auto* base : bases) {
            auto sales = effective_sales(*base);
            const auto day = store_.zone.local(base->happened_at).day;
            to_put.push_back(
                {base, day, ledger::counts_as_order(sales), stored_.contains(base->id)});
            new_sales.push_back({base->id, base->customer_id, day, std::move(sales)});
        }
        commerce::put_orders(transaction_, store_.store_id, to_put);
        replace_sales(transaction_, store_.store_id, old_sales, new_sales);
    }

    std::vector<OrderSales> list_old_sales() {
        std::vector<OrderSales> old_sales;
        for (const auto id : changed_)
            if (const auto stored = stored_.find(id); stored != stored_.end())
                old_sales.push_back({id, std::nullopt, stored->second.day, {}});
        fill_sales(transaction_, store_.store_id, old_sales);
        return old_sales;
    }

    void choose_customers() {
        std::set<CustomerId> ids;
        for (const auto& sighting : snapshots_.customers) ids.insert(sighting.customer.id);
        const auto stored = commerce::find_stored_customers(transaction_, store_.store_id,
                                                            std::vector(ids.begin(), ids.end()));
        Greatest<CustomerId, CustomerSighting> greatest;
        for (const auto& sighting : snapshots_.customers) {
            const auto known = stored.find(sighting.customer.id);
            const bool greater =
                known == stored.end() || std::tie(known->second.own, known->second.version) <
                                             std::tie(sighting.own, sighting.version);
            applied_.customers.push_back(
                greater && greatest.offer(sighting.customer.id, sighting, less_sighting));
        }
        std::vector<CustomerSighting> chosen;
        for (const auto& [_, sighting] : greatest.all()) chosen.push_back(*sighting);
        commerce::put_customers(transaction_, store_.store_id, chosen);
    }

    db::Transaction& transaction_;
    const StoreProfile& store_;
    const shopify::Snapshots& snapshots_;
    std::vector<OrderId> order_ids_;
    std::unordered_map<OrderId, commerce::StoredOrder> stored_;
    Greatest<OrderId, Order> orders_;
    Greatest<RefundKey, RefundSighting> refunds_;
    std::map<OrderId, std::vector<RefundSighting>> own_refunds_;
    std::set<OrderId> changed_;
    std::vector<Order> loaded_;
    Applied applied_;
};

}  // namespace

Applied apply(db::Transaction& transaction, const StoreProfile& store,
              const shopify::Snapshots& snapshots) {
    return Application(transaction, store, snapshots).run();
}

}  // namespace tillwatch::projection
