// The tables of orders, refunds and customers: reading and writing many at a time. The store is
// the first argument of everything. What is written here is decided elsewhere (projection/).
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "base/day.hpp"
#include "commerce/snapshots.hpp"
#include "db/transaction.hpp"

namespace tillwatch::commerce {

/// What is stored of an order, as far as it decides whether another snapshot is greater.
struct StoredOrder {
    Version version;
    Day day;
};

std::unordered_map<OrderId, StoredOrder> find_stored_orders(db::Transaction& transaction,
                                                            StoreId store_id,
                                                            std::span<const OrderId> ids);

/// The refunds that their own webhooks told of these orders, whether or not the order is known.
std::vector<RefundSighting> list_refund_sightings(db::Transaction& transaction, StoreId store_id,
                                                  std::span<const OrderId> order_ids);

/// Orders as stored, with the refunds that their own snapshots told.
std::vector<Order> list_orders(db::Transaction& transaction, StoreId store_id,
                               std::span<const OrderId> ids);

/// An order and what the ledger says of it.
struct OrderToPut {
    const Order* order = nullptr;
    Day day;
    bool counted = false;
    bool replaces = false;  // an older row of it is stored
};

void put_orders(db::Transaction& transaction, StoreId store_id, std::span<const OrderToPut> orders);

/// Replaces each refund's own sighting.
void put_refund_sightings(db::Transaction& transaction, StoreId store_id,
                          std::span<const RefundSighting> refunds);

/// Which sighting of a customer is stored, without the customer.
struct StoredCustomer {
    bool own = false;
    Version version;
};

std::unordered_map<CustomerId, StoredCustomer> find_stored_customers(
    db::Transaction& transaction, StoreId store_id, std::span<const CustomerId> ids);

/// Keeps of each customer the greatest sighting; at most one of each here.
void put_customers(db::Transaction& transaction, StoreId store_id,
                   std::span<const CustomerSighting> customers);

}  // namespace tillwatch::commerce
