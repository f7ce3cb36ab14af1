// The tables of orders and of what comes of them by itself: refunds, edits, Shopify's own ledger.
// Reading and writing many at a time; the store is the first argument of everything. What is
// written here is decided elsewhere (projection/).
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "base/day.hpp"
#include "commerce/snapshots.hpp"
#include "db/transaction.hpp"

namespace tillwatch::commerce {

/// What the projection makes of an order and keeps beside it.
struct LedgerColumns {
    std::optional<CustomerId> customer_id;  // whom the aliases lead to
    Day day;
    bool counted = false;
    std::int64_t standing = 0;  // ledger::Standing
    Money order_value;
    bool operator==(const LedgerColumns&) const = default;
};

/// What is stored of an order as far as it decides whether another snapshot is greater, and what
/// it gave to the sums.
struct StoredOrder {
    OrderId id;
    Version version;
    Instant happened_at;
    std::optional<CustomerId> told_customer_id;
    std::optional<std::string> channel;
    std::optional<std::string> country_code;
    std::vector<std::string> discount_codes;
    std::vector<std::string> gateways;
    LedgerColumns columns;
};

/// Those of the orders that are known, in their order.
std::vector<StoredOrder> find_stored_orders(db::Transaction& transaction, StoreId store_id,
                                            std::span<const OrderId> ids);

/// Orders as told, with the refunds that their own snapshots told; without what is kept for readers
/// alone.
std::vector<Order> list_orders(db::Transaction& transaction, StoreId store_id,
                               std::span<const OrderId> ids);

/// What came of these orders by itself, whether or not the order is known.
std::vector<RefundSighting> list_refund_sightings(db::Transaction& transaction, StoreId store_id,
                                                  std::span<const OrderId> order_ids);
std::vector<OrderEditSighting> list_edit_sightings(db::Transaction& transaction, StoreId store_id,
                                                   std::span<const OrderId> order_ids);
std::vector<OrderAgreements> list_agreements(db::Transaction& transaction, StoreId store_id,
                                             std::span<const OrderId> order_ids);

/// An order and what the ledger says of it.
struct OrderToPut {
    const Order* order = nullptr;
    LedgerColumns columns;
    bool replaces = false;  // an older row of it is stored
};

void put_orders(db::Transaction& transaction, StoreId store_id, std::span<const OrderToPut> orders);

/// Each replaces what is stored of it.
void put_refund_sightings(db::Transaction& transaction, StoreId store_id,
                          std::span<const RefundSighting* const> refunds);
void put_edit_sightings(db::Transaction& transaction, StoreId store_id,
                        std::span<const OrderEditSighting* const> edits);
void put_agreements(db::Transaction& transaction, StoreId store_id,
                    std::span<const OrderAgreements* const> agreements);

/// Of several of an order and a kind the earliest counts, whether here or stored.
void put_milestones(db::Transaction& transaction, StoreId store_id,
                    std::span<const Milestone> milestones);
/// The first first.
std::vector<Milestone> list_milestones(db::Transaction& transaction, StoreId store_id, OrderId id);

/// With all that came of them.
void delete_orders(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids);

}  // namespace tillwatch::commerce
