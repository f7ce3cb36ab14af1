#include "projection/ledger_tables.hpp"

#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

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
    sale.vendor = row.vendor;
    sale.sku = row.sku;
    sale.inexact = row.inexact != 0;
    return sale;
}

LedgerOrder ledger_order_of(const commerce::StoredOrder& stored) {
    return {.entry = {.order_id = stored.id,
                      .customer_id = stored.columns.customer_id,
                      .day = stored.columns.day,
                      .standing = static_cast<ledger::Standing>(stored.columns.standing),
                      .channel = stored.channel,
                      .country_code = stored.country_code,
                      .discount_codes = stored.discount_codes,
                      .gateways = stored.gateways,
                      .sales = {}},
            .happened_at = stored.happened_at,
            .counted = stored.columns.counted,
            .order_value = stored.columns.order_value};
}

sql::InsertSale::Params row_of(StoreId store_id, const ledger::OrderEntry& order,
                               std::int64_t position, const ledger::Sale& sale) {
    return {.store_id = store_id.value,
            .order_id = order.order_id.value,
            .position = position,
            .happened_at = sale.happened_at.ms,
            .day = sale.day.number,
            .apart = sale.day == order.day ? 0 : 1,
            .hour = sale.hour,
            .action = static_cast<std::int64_t>(sale.action),
            .line_type = static_cast<std::int64_t>(sale.line_type),
            .quantity = sale.quantity,
            .total = sale.total.minor,
            .tax = sale.tax.minor,
            .discount = sale.discount.minor,
            .line_item_id = number_of(sale.line_item_id),
            .product_id = number_of(sale.product_id),
            .variant_id = number_of(sale.variant_id),
            .vendor = sale.vendor,
            .sku = sale.sku,
            .inexact = sale.inexact ? 1 : 0};
}

}  // namespace

commerce::LedgerColumns LedgerOrder::columns() const {
    return {entry.customer_id, entry.day, counted, static_cast<std::int64_t>(entry.standing),
            order_value};
}

bool LedgerOrder::operator==(const LedgerOrder& other) const {
    return happened_at == other.happened_at && columns() == other.columns() &&
           entry.channel == other.entry.channel && entry.country_code == other.entry.country_code &&
           entry.discount_codes == other.entry.discount_codes &&
           entry.gateways == other.entry.gateways && entry.sales == other.entry.sales;
}

LedgerOrder ledger_order_of(const commerce::EffectiveOrder& order, const TimeZone& zone) {
    const auto& base = order.base;
    LedgerOrder made{.entry = {.order_id = base.id,
                               .customer_id = base.customer_id,
                               .day = zone.local(base.happened_at).day,
                               .standing = ledger::Standing::guest,
                               .channel = base.channel,
                               .country_code = base.country_code,
                               .discount_codes = base.discount_codes,
                               .gateways = base.gateways,
                               .sales = ledger::sales_of(order, zone)},
                     .happened_at = base.happened_at,
                     .counted = false,
                     .order_value = {}};
    made.counted = ledger::counts_as_order(made.entry.sales);
    made.order_value = ledger::order_value_of(made.entry.sales);
    return made;
}

std::vector<LedgerOrder> list_ledger_orders(db::Transaction& transaction, StoreId store_id,
                                            std::span<const commerce::StoredOrder> stored) {
    std::vector<LedgerOrder> orders;
    if (stored.empty()) return orders;
    orders.reserve(stored.size());
    std::vector<sql::ListSales::Params> params;
    std::unordered_map<OrderId, std::size_t> places;
    for (const auto& order : stored) {
        places.emplace(order.id, orders.size());
        orders.push_back(ledger_order_of(order));
        params.push_back({store_id.value, order.id.value});
    }
    for (const auto& row : transaction.batch_all<sql::ListSales>(params)) {
        auto& order = orders[places.at({row.order_id})];
        order.entry.sales.push_back(sale_of(row));
        if ((row.apart != 0) != (row.day != order.entry.day.number)) order.filed = false;
    }
    return orders;
}

void put_sales(db::Transaction& transaction, StoreId store_id, std::span<const SalesToPut> orders) {
    std::vector<OrderId> replaced;
    std::vector<sql::InsertSale::Params> rows;
    for (const auto& [order, replaces] : orders) {
        if (replaces) replaced.push_back(order->entry.order_id);
        std::int64_t position = 0;
        for (const auto& sale : order->entry.sales)
            rows.push_back(row_of(store_id, order->entry, position++, sale));
    }
    delete_sales(transaction, store_id, replaced);
    if (!rows.empty()) transaction.send_batch<sql::InsertSale>(rows);
}

void delete_sales(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids) {
    std::vector<sql::DeleteSales::Params> rows;
    for (const auto id : ids) rows.push_back({store_id.value, id.value});
    if (!rows.empty()) transaction.send_batch<sql::DeleteSales>(rows);
}

void add_order(SumDeltas& deltas, const LedgerOrder& order, int sign) {
    ledger::add_order(deltas.rollups, order.entry, sign);
    ledger::add_customer_days(deltas.customer_days, order.entry, sign);
}

}  // namespace tillwatch::projection
