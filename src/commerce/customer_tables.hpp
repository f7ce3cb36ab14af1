// The tables of customers: who they are, and who became part of whom. What is written here is
// decided elsewhere (projection/).
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "commerce/snapshots.hpp"
#include "db/transaction.hpp"

namespace tillwatch::commerce {

/// Which sighting of a customer is stored, and the customer but for the addresses.
struct StoredCustomer {
    bool own = false;
    Version version;
    Customer customer;
};

using StoredCustomers = std::unordered_map<CustomerId, StoredCustomer>;

StoredCustomers find_stored_customers(db::Transaction& transaction, StoreId store_id,
                                      std::span<const CustomerId> ids);

/// Keeps of each customer the greatest sighting; at most one of each here. `stored`: at least those
/// of them that are stored.
void put_customers(db::Transaction& transaction, StoreId store_id,
                   std::span<const CustomerSighting* const> customers,
                   const StoredCustomers& stored);

/// With their addresses. Answers how many of them were there.
std::int64_t delete_customers(db::Transaction& transaction, StoreId store_id,
                              std::span<const CustomerId> ids);

/// Whom each became part of, where it did: one step, not the end of the chain.
std::vector<CustomerMerge> find_merges(db::Transaction& transaction, StoreId store_id,
                                       std::span<const CustomerId> merged);
/// Who became part of each, in one step.
std::vector<CustomerMerge> list_merges_to(db::Transaction& transaction, StoreId store_id,
                                          std::span<const CustomerId> kept);
std::vector<CustomerMerge> list_all_merges(db::Transaction& transaction, StoreId store_id);

void put_merges(db::Transaction& transaction, StoreId store_id,
                std::span<const CustomerMerge* const> merges);

}  // namespace tillwatch::commerce
