#include <map>
#include <optional>
#include <tuple>

#include "commerce/json_columns.hpp"
#include "commerce/sql.hpp"
#include "commerce/stored_version.hpp"
#include "commerce/tables.hpp"

namespace tillwatch::commerce {
namespace {

constexpr std::int64_t from_own_webhook = 1;
constexpr std::int64_t duty = 1;
constexpr std::int64_t addition = 1;

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
    order.version = version_of(row);
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
    order.referrer = row.referrer;
    order.checkout_token = row.checkout_token;
    order.discount_codes = texts_of(row.discount_codes);
    order.gateways = texts_of(row.gateways);
    order.total_price = {row.total_price};
    order.total_tax = {row.total_tax};
    order.tip = {row.tip};
    order.customer_id = id_as<CustomerId>(row.told_customer_id);
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
    line.tip = row.tip != 0;
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

std::vector<StoredOrder> find_stored_orders(db::Transaction& transaction, StoreId store_id,
                                            std::span<const OrderId> ids) {
    std::vector<StoredOrder> stored;
    for (auto& row : rows_of<sql::FindStoredOrder>(transaction, store_id, ids))
        stored.push_back({.id = {row.order_id},
                          .version = version_of(row),
                          .happened_at = {row.happened_at},
                          .told_customer_id = id_as<CustomerId>(row.told_customer_id),
                          .channel = std::move(row.channel),
                          .country_code = std::move(row.country_code),
                          .discount_codes = texts_of(row.discount_codes),
                          .gateways = texts_of(row.gateways),
                          .columns = {.customer_id = id_as<CustomerId>(row.customer_id),
                                      .day = {static_cast<std::int32_t>(row.day)},
                                      .counted = row.counted != 0,
                                      .standing = row.standing,
                                      .order_value = {row.order_value}}});
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
    if (orders.empty()) return orders;
    const auto order_at = [&](std::int64_t id) -> Order& { return orders[places.at(OrderId{id})]; };
    for (const auto& row : rows_of<sql::ListOrderLines>(transaction, store_id, ids))
        order_at(row.order_id).lines.push_back(line_of(row));
    for (const auto& row : rows_of<sql::ListOrderShippingLines>(transaction, store_id, ids))
        order_at(row.order_id)
            .shipping_lines.push_back({{row.price}, {row.discount}, {row.tax}, row.tax_rate_ppm});
    for (const auto& row : rows_of<sql::ListOrderCharges>(transaction, store_id, ids)) {
        auto& order = order_at(row.order_id);
        (row.kind == duty ? order.duties : order.fees)
            .push_back({id_as<LineItemId>(row.line_item_id), {row.price}, {row.tax}});
    }
    for (auto& stored : list_stored_refunds(transaction, store_id, ids))
        if (stored.origin != from_own_webhook)
            order_at(stored.sighting.refund.order_id.value)
                .refunds.push_back(std::move(stored.sighting.refund));
    return orders;
}

std::vector<OrderEditSighting> list_edit_sightings(db::Transaction& transaction, StoreId store_id,
                                                   std::span<const OrderId> order_ids) {
    std::vector<OrderEditSighting> sightings;
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> places;
    for (const auto& row : rows_of<sql::ListOrderEdits>(transaction, store_id, order_ids)) {
        places.emplace(std::pair(row.order_id, row.edit_id), sightings.size());
        const OrderEdit edit{{row.edit_id}, {row.order_id}, {row.committed_at}, {}, {}};
        sightings.push_back({edit, version_of(row)});
    }
    if (sightings.empty()) return sightings;
    for (const auto& row : rows_of<sql::ListOrderEditLines>(transaction, store_id, order_ids)) {
        auto& edit = sightings[places.at({row.order_id, row.edit_id})].edit;
        (row.kind == addition ? edit.additions : edit.removals)
            .push_back({{row.line_item_id}, row.units});
    }
    return sightings;
}

std::vector<OrderAgreements> list_agreements(db::Transaction& transaction, StoreId store_id,
                                             std::span<const OrderId> order_ids) {
    std::vector<OrderAgreements> agreements;
    std::unordered_map<OrderId, std::size_t> places;
    for (const auto& row : rows_of<sql::ListOrderAgreements>(transaction, store_id, order_ids)) {
        places.emplace(OrderId{row.order_id}, agreements.size());
        agreements.push_back({{row.order_id}, version_of(row), {}});
    }
    if (agreements.empty()) return agreements;
    for (const auto& row : rows_of<sql::ListAgreementSales>(transaction, store_id, order_ids))
        agreements[places.at({row.order_id})].sales.push_back(
            {.happened_at = {row.happened_at},
             .action = static_cast<Action>(row.action),
             .line_type = static_cast<LineType>(row.line_type),
             .quantity = row.quantity,
             .total = {row.total},
             .tax = {row.tax},
             .discount = {row.discount},
             .line_item_id = id_as<LineItemId>(row.line_item_id)});
    return agreements;
}

}  // namespace tillwatch::commerce
