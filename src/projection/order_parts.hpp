// What came of orders by itself, apart from their own snapshots: refunds, edits, Shopify's own
// ledger. It waits for its order; with the order's base it makes the effective order
// (docs/metrics.md, "The effective order").
#pragma once

#include <span>

#include "commerce/tables.hpp"
#include "projection/greatest.hpp"

namespace tillwatch::projection {

class OrderParts {
  public:
    /// With what is stored of these orders.
    OrderParts(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids);
    OrderParts(const OrderParts&) = delete;
    OrderParts& operator=(const OrderParts&) = delete;

    /// Whether it is greater than what is known; it is kept by address. Its order is one of those
    /// given.
    bool offer(const commerce::RefundSighting& sighting);
    bool offer(const commerce::OrderEditSighting& sighting);
    bool offer(const commerce::OrderAgreements& agreements);

    /// Stores what was offered and greater.
    void write(db::Transaction& transaction) const;

    /// The base with all effective parts; its customer is left as it is.
    commerce::EffectiveOrder effective(commerce::Order base) const;

  private:
    using RefundKey = std::pair<OrderId, RefundId>;
    using EditKey = std::pair<OrderId, OrderEditId>;

    StoreId store_id_;
    std::vector<commerce::RefundSighting> stored_refunds_;
    std::vector<commerce::OrderEditSighting> stored_edits_;
    std::vector<commerce::OrderAgreements> stored_agreements_;
    Greatest<RefundKey, commerce::RefundSighting, commerce::Version> greater_refunds_;
    Greatest<EditKey, commerce::OrderEditSighting, commerce::Version> greater_edits_;
    Greatest<OrderId, commerce::OrderAgreements, commerce::Version> greater_agreements_;
    std::map<RefundKey, const commerce::Refund*> refunds_;
    std::map<EditKey, const commerce::OrderEdit*> edits_;
    std::map<OrderId, const commerce::OrderAgreements*> agreements_;
};

}  // namespace tillwatch::projection
