// The ledger's tables: the sales of orders and the rollups that sum them. Both change together, so
// that rollups are at every commit the sums of the sales stored.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "db/transaction.hpp"
#include "ledger/sales.hpp"

namespace tillwatch::projection {

/// All ledger rows of one order.
struct OrderSales {
    OrderId order_id;
    std::optional<CustomerId> customer_id;
    Day day;  // of the order itself
    std::vector<ledger::Sale> sales;
};

/// Reads the stored sales of each order into it.
void fill_sales(db::Transaction& transaction, StoreId store_id, std::span<OrderSales> orders);

/// Replaces the sales of the old list by those of the new and adds the difference to the rollups.
/// An order in only one of the lists vanishes or appears.
void replace_sales(db::Transaction& transaction, StoreId store_id,
                   std::span<const OrderSales> old_sales, std::span<const OrderSales> new_sales);

}  // namespace tillwatch::projection
