#include <map>
#include <optional>
#include <tuple>

#include "commerce/sql.hpp"
#include "commerce/stored_version.hpp"
#include "commerce/tables.hpp"

namespace tillwatch::commerce {
namespace {

constexpr std::int64_t from_own_webhook = 1;

template <class Q>
std::vector<typename Q::Row> rows_of(db::Transaction& transaction, StoreId store_id,
                                     std::span<const OrderId> ids) {
    if (ids.empty()) return {};
    std::vector<typename Q::Params> params;
    params.reserve(ids.size());
    for (const auto id : ids) params.push_back({store_id.value, id.value});
    return transaction.batch_all<Q>(params);
}

Order order_of(const sql::ListOrders::Row& row) {
    Order order;
    order.id = {row.order_id};
    order.version = {
        {row.updated_at}, read_trigger(row.triggered_at), row.completeness, row.content_hash};
    order.name = row.name;
    order.happened_at = {row.happened_at};
    order.created_at = {row.created_at};
    if (row.cancelled_at) order.cancelled_at = Instant{*row.cancelled_at};
    order.test = row.test != 0;
    order.taxes_included = row.taxes_included != 0;
    order.financial_status = row.financial_status;
    order.fulfillment_status = row.fulfillment_status;
    order.channel = row.channel;
    order.country_code = row.country_code;
    order.email = row.email;
    order.total_price = {row.total_price};
    order.total_tax = {row.total_tax};
    order.tip = {row.tip};
    order.customer_id = id_as<CustomerId>(row.customer_id);
    return order;
}

LineItem line_of(const sql::ListOrderLines::Row& row) {
    LineItem line;
    line.id = {row.line_item_id};
    line.product_id = id_as<ProductId>(row.product_id);
    line.variant_id = id_as<VariantId>(row.variant_id);
    line.title = row.title;
    line.sku = row.sku;
    line.vendor = row.vendor;
    line.quantity = row.quantity;
    line.current_quantity = row.current_quantity;
    line.price = {row.price};
    line.discount = {row.discount};
    line.tax = {row.tax};
    line.tax_rate_ppm = row.tax_rate_ppm;
    line.gift_card = row.gift_card != 0;
    return line;
}

/// A refund as stored, with where it was told.
struct StoredRefund {
    std::int64_t origin = 0;
    RefundSighting sighting;
};

std::vector<StoredRefund> list_stored_refunds(db::Transaction& transaction, StoreId store_id,
                                              std::span<const OrderId> ids) {
    std::vector<StoredRefund> refunds;
    std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::size_t> places;
    for (const auto& row : rows_of<sql::ListRefunds>(transaction, store_id, ids)) {
        places.emplace(std::tuple(row.order_id, row.origin, row.refund_id), refunds.size());
        auto& refund = refunds.emplace_back();
        refund.origin = row.origin;
        refund.sighting.version = {
            {row.updated_at}, read_trigger(row.triggered_at), 0, row.content_hash};
        refund.sighting.refund.id = {row.refund_id};
        refund.sighting.refund.order_id = {row.order_id};
        refund.sighting.refund.happened_at = {row.happened_at};
    }
    if (refunds.empty()) return refunds;
    const auto refund_of = [&](const auto& row) -> Refund& {
        return refunds[places.at(std::tuple(row.order_id, row.origin, row.refund_id))]
            .sighting.refund;
    };
    for (const auto& row : rows_of<sql::ListRefundLines>(transaction, store_id, ids))
        refund_of(row).lines.push_back(
            {{row.line_item_id}, row.quantity, {row.subtotal}, {row.tax}});
    for (const auto& row : rows_of<sql::ListRefundAdjustments>(transaction, store_id, ids))
        refund_of(row).adjustments.push_back(
            {static_cast<RefundAdjustment::Kind>(row.kind), {row.amount}, {row.tax}});
    return refunds;
}

}  // namespace

std::unordered_map<OrderId, StoredOrder> find_stored_orders(db::Transaction& transaction,
                                                            StoreId store_id,
                                                            std::span<const OrderId> ids) {
    std::unordered_map<OrderId, StoredOrder> stored;
    for (const auto& row : rows_of<sql::ListOrderVersions>(transaction, store_id, ids)) {
        const Version version{
            {row.updated_at}, read_trigger(row.triggered_at), row.completeness, row.content_hash};
        stored.emplace(OrderId{row.order_id},
                       StoredOrder{version, Day{static_cast<std::int32_t>(row.day)}});
    }
    return stored;
}

std::vector<RefundSighting> list_refund_sightings(db::Transaction& transaction, StoreId store_id,
                                                  std::span<const OrderId> order_ids) {
    std::vector<RefundSighting> sightings;
    for (auto& stored : list_stored_refunds(transaction, store_id, order_ids))
        if (stored.origin == from_own_webhook) sightings.push_back(std::move(stored.sighting));
    return sightings;
}

std::vector<Order> list_orders(db::Transaction& transaction, StoreId store_id,
                               std::span<const OrderId> ids) {
    std::vector<Order> orders;
    std::unordered_map<OrderId, std::size_t> places;
    for (const auto& row : rows_of<sql::ListOrders>(transaction, store_id, ids)) {
        places.emplace(OrderId{row.order_id}, orders.size());
        orders.push_back(order_of(row));
    }
    const auto order_at = [&](std::int64_t id) -> Order& { return orders[places.at(OrderId{id})]; };
    for (const auto& row : rows_of<sql::ListOrderLines>(transaction, store_id, ids))
        order_at(row.order_id).lines.push_back(line_of(row));
    for (const auto& row : rows_of<sql::ListOrderShippingLines>(transaction, store_id, ids))
        order_at(row.order_id).shipping_lines.push_back({{row.price}, {row.discount}, {row.tax}});
    for (auto& stored : list_stored_refunds(transaction, store_id, ids))
        if (stored.origin != from_own_webhook)
            order_at(stored.sighting.refund.order_id.value)
                .refunds.push_back(std::move(stored.sighting.refund));
    return orders;
}

std::unordered_map<CustomerId, StoredCustomer> find_stored_customers(
    db::Transaction& transaction, StoreId store_id, std::span<const CustomerId> ids) {
    std::vector<sql::ListCustomerVersions::Params> params;
    for (const auto id : ids) params.push_back({store_id.value, id.value});
    std::unordered_map<CustomerId, StoredCustomer> stored;
    if (params.empty()) return stored;
    for (const auto& row : transaction.batch_all<sql::ListCustomerVersions>(params)) {
        const Version version{
            {row.updated_at}, read_trigger(row.triggered_at), 0, row.content_hash};
        stored.emplace(CustomerId{row.customer_id}, StoredCustomer{row.own != 0, version});
    }
    return stored;
}

}  // namespace tillwatch::commerce
