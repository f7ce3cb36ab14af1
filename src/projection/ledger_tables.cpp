#include "projection/ledger_tables.hpp"

#include "ledger/rollup.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

template <class Tag>
std::optional<std::int64_t> number(const std::optional<Id<Tag>>& id) {
    if (!id) return std::nullopt;
    return id->value;
}

template <class IdType>
std::optional<IdType> id_as(const std::optional<std::int64_t>& number) {
    if (!number) return std::nullopt;
    return IdType{*number};
}

ledger::Sale sale_of(const sql::ListSales::Row& row) {
    ledger::Sale sale;
    sale.happened_at = {row.happened_at};
    sale.day = {static_cast<std::int32_t>(row.day)};
    sale.hour = static_cast<int>(row.hour);
    sale.action = static_cast<ledger::Action>(row.action);
    sale.line_type = static_cast<ledger::LineType>(row.line_type);
    sale.quantity = row.quantity;
    sale.total = {row.total};
    sale.tax = {row.tax};
    sale.discount = {row.discount};
    sale.line_item_id = id_as<LineItemId>(row.line_item_id);
    sale.product_id = id_as<ProductId>(row.product_id);
    sale.variant_id = id_as<VariantId>(row.variant_id);
    sale.inexact = row.inexact != 0;
    return sale;
}

void write_sales(db::Transaction& transaction, StoreId store_id,
                 std::span<const OrderSales> orders) {
    std::vector<sql::InsertSale::Params> rows;
    for (const auto& order : orders) {
        std::int64_t position = 0;
        for (const auto& sale : order.sales)
            rows.push_back({.store_id = store_id.value,
                            .order_id = order.order_id.value,
                            .position = position++,
                            .happened_at = sale.happened_at.ms,
                            .day = sale.day.number,
                            .hour = sale.hour,
                            .action = static_cast<std::int64_t>(sale.action),
                            .line_type = static_cast<std::int64_t>(sale.line_type),
                            .quantity = sale.quantity,
                            .total = sale.total.minor,
                            .tax = sale.tax.minor,
                            .discount = sale.discount.minor,
                            .line_item_id = number(sale.line_item_id),
                            .product_id = number(sale.product_id),
                            .variant_id = number(sale.variant_id),
                            .customer_id = number(order.customer_id),
                            .inexact = sale.inexact ? 1 : 0});
    }
    if (!rows.empty()) transaction.send_batch<sql::InsertSale>(rows);
}

void delete_sales(db::Transaction& transaction, StoreId store_id,
                  std::span<const OrderSales> orders) {
    std::vector<sql::DeleteSales::Params> rows;
    for (const auto& order : orders)
        if (!order.sales.empty()) rows.push_back({store_id.value, order.order_id.value});
    if (!rows.empty()) transaction.send_batch<sql::DeleteSales>(rows);
}

void add_to_rollups(db::Transaction& transaction, StoreId store_id,
                    const ledger::RollupDeltas& deltas) {
    std::vector<sql::AddToRollup::Params> changed;
    std::vector<sql::DeleteZeroRollup::Params> keys;
    for (const auto& [key, m] : deltas) {
        if (m.is_zero()) continue;
        const auto dimension = static_cast<std::int64_t>(key.dimension);
        changed.push_back({.store_id = store_id.value,
                           .dimension = dimension,
                           .value = key.value,
                           .day = key.day.number,
                           .orders = m.orders,
                           .inexact_orders = m.inexact_orders,
                           .units = m.units,
                           .gross_sales = m.gross_sales,
                           .discounts = m.discounts,
                           .returns = m.returns,
                           .shipping = m.shipping,
                           .duties = m.duties,
                           .fees = m.fees,
                           .taxes = m.taxes,
                           .tips = m.tips,
                           .gift_cards = m.gift_cards,
                           .order_value = m.order_value});
        keys.push_back({store_id.value, dimension, key.value, key.day.number});
    }
    if (changed.empty()) return;
    transaction.send_batch<sql::AddToRollup>(changed);
    transaction.send_batch<sql::DeleteZeroRollup>(keys);
}

}  // namespace

void fill_sales(db::Transaction& transaction, StoreId store_id, std::span<OrderSales> orders) {
    if (orders.empty()) return;
    std::vector<sql::ListSales::Params> params;
    std::unordered_map<OrderId, OrderSales*> by_id;
    for (auto& order : orders) {
        params.push_back({store_id.value, order.order_id.value});
        by_id.emplace(order.order_id, &order);
    }
    for (const auto& row : transaction.batch_all<sql::ListSales>(params)) {
        auto& order = *by_id.at({row.order_id});
        order.customer_id = id_as<CustomerId>(row.customer_id);
        order.sales.push_back(sale_of(row));
    }
}

void replace_sales(db::Transaction& transaction, StoreId store_id,
                   std::span<const OrderSales> old_sales, std::span<const OrderSales> new_sales) {
    ledger::RollupDeltas deltas;
    for (const auto& order : old_sales) ledger::add_order(deltas, order.sales, order.day, -1);
    for (const auto& order : new_sales) ledger::add_order(deltas, order.sales, order.day, +1);
    delete_sales(transaction, store_id, old_sales);
    write_sales(transaction, store_id, new_sales);
    add_to_rollups(transaction, store_id, deltas);
}

}  // namespace tillwatch::projection
