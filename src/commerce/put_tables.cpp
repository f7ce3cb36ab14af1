#include <deque>

#include "commerce/json_columns.hpp"
#include "commerce/sql.hpp"
#include "commerce/stored_version.hpp"
#include "commerce/tables.hpp"

namespace tillwatch::commerce {
namespace {

constexpr std::int64_t from_order = 0;
constexpr std::int64_t from_own_webhook = 1;
constexpr std::int64_t duty = 1;
constexpr std::int64_t fee = 2;

/// The rows of many orders and refunds, gathered table by table so that each table is one batch.
class Rows {
  public:
    Rows(db::Transaction& transaction, StoreId store_id)
        : transaction_(transaction), store_(store_id.value) {}

    void expect_orders(std::size_t count) { orders_.reserve(count); }

    void add(const OrderToPut& put) {
        const auto& o = *put.order;
        if (put.replaces) forget(o.id);
        orders_.push_back(row_of(o, put.columns));
        add_lines(o);
        add_charges(o.id, o.duties, duty);
        add_charges(o.id, o.fees, fee);
        for (const auto& refund : o.refunds) add(o.id, refund, from_order, {});
    }

    void add(const RefundSighting& sighting) {
        const auto& refund = sighting.refund;
        const auto order_id = refund.order_id.value;
        old_refunds_.push_back({store_, order_id, refund.id.value});
        old_refund_lines_.push_back({store_, order_id, refund.id.value});
        old_refund_adjustments_.push_back({store_, order_id, refund.id.value});
        add(refund.order_id, refund, from_own_webhook, sighting.version);
    }

    void write() {
        send(old_orders_);
        send(old_lines_);
        send(old_shipping_lines_);
        send(old_charges_);
        send(old_order_refunds_);
        send(old_order_refund_lines_);
        send(old_order_refund_adjustments_);
        send(old_refunds_);
        send(old_refund_lines_);
        send(old_refund_adjustments_);
        send(orders_);
        send(lines_);
        send(shipping_lines_);
        send(charges_);
        send(refunds_);
        send(refund_lines_);
        send(refund_adjustments_);
    }

  private:
    template <class Q>
    struct Table : std::vector<typename Q::Params> {};

    template <class Q>
    void send(const Table<Q>& rows) {
        if (!rows.empty()) transaction_.send_batch<Q>(rows);
    }

    void forget(OrderId id) {
        old_orders_.push_back({store_, id.value});
        old_lines_.push_back({store_, id.value});
        old_shipping_lines_.push_back({store_, id.value});
        old_charges_.push_back({store_, id.value});
        old_order_refunds_.push_back({store_, id.value});
        old_order_refund_lines_.push_back({store_, id.value});
        old_order_refund_adjustments_.push_back({store_, id.value});
    }

    sql::InsertOrder::Params row_of(const Order& o, const LedgerColumns& columns) {
        sql::InsertOrder::Params row{.store_id = store_,
                                     .order_id = o.id.value,
                                     .updated_at = 0,
                                     .triggered_at = 0,
                                     .completeness = 0,
                                     .content_hash = 0,
                                     .name = o.name,
                                     .happened_at = o.happened_at.ms,
                                     .created_at = o.created_at.ms,
                                     .cancelled_at = ms_of(o.cancelled_at),
                                     .day = columns.day.number,
                                     .test = o.test ? 1 : 0,
                                     .taxes_included = o.taxes_included ? 1 : 0,
                                     .financial_status = o.financial_status,
                                     .fulfillment_status = o.fulfillment_status,
                                     .channel = o.channel,
                                     .country_code = o.country_code,
                                     .email = o.email,
                                     .referrer = o.referrer,
                                     .checkout_token = o.checkout_token,
                                     .discount_codes = kept(json_of(o.discount_codes)),
                                     .gateways = kept(json_of(o.gateways)),
                                     .total_price = o.total_price.minor,
                                     .total_tax = o.total_tax.minor,
                                     .tip = o.tip.minor,
                                     .customer_id = number_of(columns.customer_id),
                                     .told_customer_id = number_of(o.customer_id),
                                     .counted = columns.counted ? 1 : 0,
                                     .standing = columns.standing,
                                     .order_value = columns.order_value.minor};
        put_version(row, o.version);
        return row;
    }

    void add_charges(OrderId order_id, const std::vector<Charge>& charges, std::int64_t kind) {
        // Both kinds share the positions of their order.
        std::int64_t position = 0;
        if (!charges_.empty() && charges_.back().order_id == order_id.value)
            position = charges_.back().position + 1;
        for (const auto& charge : charges)
            charges_.push_back({.store_id = store_,
                                .order_id = order_id.value,
                                .position = position++,
                                .kind = kind,
                                .line_item_id = number_of(charge.line_item_id),
                                .price = charge.price.minor,
                                .tax = charge.tax.minor});
    }

    void add_lines(const Order& order) {
        std::int64_t position = 0;
        for (const auto& line : order.lines)
            lines_.push_back({.store_id = store_,
                              .order_id = order.id.value,
                              .position = position++,
                              .line_item_id = line.id.value,
                              .product_id = number_of(line.product_id),
                              .variant_id = number_of(line.variant_id),
                              .title = line.title,
                              .sku = line.sku,
                              .vendor = line.vendor,
                              .quantity = line.quantity,
                              .current_quantity = line.current_quantity,
                              .price = line.price.minor,
                              .discount = line.discount.minor,
                              .tax = line.tax.minor,
                              .tax_rate_ppm = line.tax_rate_ppm,
                              .gift_card = line.gift_card ? 1 : 0,
                              .tip = line.tip ? 1 : 0,
                              .tax_lines = kept(json_of(line.tax_lines)),
                              .discount_allocations = kept(json_of(line.discount_allocations))});
        position = 0;
        for (const auto& line : order.shipping_lines)
            shipping_lines_.push_back({.store_id = store_,
                                       .order_id = order.id.value,
                                       .position = position++,
                                       .price = line.price.minor,
                                       .discount = line.discount.minor,
                                       .tax = line.tax.minor,
                                       .tax_rate_ppm = line.tax_rate_ppm});
    }

    void add(OrderId order_id, const Refund& refund, std::int64_t origin, const Version& version) {
        refunds_.push_back({.store_id = store_,
                            .order_id = order_id.value,
                            .origin = origin,
                            .refund_id = refund.id.value,
                            .updated_at = version.updated_at.ms,
                            .triggered_at = stored_trigger(version),
                            .content_hash = version.content_hash,
                            .happened_at = refund.happened_at.ms,
                            .transactions = kept(json_of(refund.transactions))});
        std::int64_t position = 0;
        for (const auto& line : refund.lines)
            refund_lines_.push_back({.store_id = store_,
                                     .order_id = order_id.value,
                                     .origin = origin,
                                     .refund_id = refund.id.value,
                                     .position = position++,
                                     .line_item_id = line.line_item_id.value,
                                     .quantity = line.quantity,
                                     .subtotal = line.subtotal.minor,
                                     .tax = line.tax.minor});
        position = 0;
        for (const auto& adjustment : refund.adjustments)
            refund_adjustments_.push_back({.store_id = store_,
                                           .order_id = order_id.value,
                                           .origin = origin,
                                           .refund_id = refund.id.value,
                                           .position = position++,
                                           .kind = static_cast<std::int64_t>(adjustment.kind),
                                           .amount = adjustment.amount.minor,
                                           .tax = adjustment.tax.minor});
    }

    /// Parameters are views: what they look at must stay until the rows are written.
    std::string_view kept(std::string text) {
        return text.size() <= 2 ? "[]" : std::string_view(texts_.emplace_back(std::move(text)));
    }

    db::Transaction& transaction_;
    std::int64_t store_;
    std::deque<std::string> texts_;
    Table<sql::DeleteOrders> old_orders_;
    Table<sql::DeleteOrderLines> old_lines_;
    Table<sql::DeleteOrderShippingLines> old_shipping_lines_;
    Table<sql::DeleteOrderCharges> old_charges_;
    Table<sql::DeleteRefundsOfOrder> old_order_refunds_;
    Table<sql::DeleteRefundLinesOfOrder> old_order_refund_lines_;
    Table<sql::DeleteRefundAdjustmentsOfOrder> old_order_refund_adjustments_;
    Table<sql::DeleteRefundsOfRefund> old_refunds_;
    Table<sql::DeleteRefundLinesOfRefund> old_refund_lines_;
    Table<sql::DeleteRefundAdjustmentsOfRefund> old_refund_adjustments_;
    Table<sql::InsertOrder> orders_;
    Table<sql::InsertOrderLine> lines_;
    Table<sql::InsertOrderShippingLine> shipping_lines_;
    Table<sql::InsertOrderCharge> charges_;
    Table<sql::InsertRefund> refunds_;
    Table<sql::InsertRefundLine> refund_lines_;
    Table<sql::InsertRefundAdjustment> refund_adjustments_;
};

template <class Q>
void delete_all(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids) {
    std::vector<typename Q::Params> rows;
    for (const auto id : ids) rows.push_back({store_id.value, id.value});
    transaction.send_batch<Q>(rows);
}

}  // namespace

void put_orders(db::Transaction& transaction, StoreId store_id,
                std::span<const OrderToPut> orders) {
    Rows rows(transaction, store_id);
    rows.expect_orders(orders.size());
    for (const auto& order : orders) rows.add(order);
    rows.write();
}

void put_refund_sightings(db::Transaction& transaction, StoreId store_id,
                          std::span<const RefundSighting* const> refunds) {
    Rows rows(transaction, store_id);
    for (const auto* refund : refunds) rows.add(*refund);
    rows.write();
}

void delete_orders(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids) {
    if (ids.empty()) return;
    delete_all<sql::DeleteOrders>(transaction, store_id, ids);
    delete_all<sql::DeleteOrderLines>(transaction, store_id, ids);
    delete_all<sql::DeleteOrderShippingLines>(transaction, store_id, ids);
    delete_all<sql::DeleteOrderCharges>(transaction, store_id, ids);
    delete_all<sql::DeleteAllRefunds>(transaction, store_id, ids);
    delete_all<sql::DeleteAllRefundLines>(transaction, store_id, ids);
    delete_all<sql::DeleteAllRefundAdjustments>(transaction, store_id, ids);
    delete_all<sql::DeleteOrderEdits>(transaction, store_id, ids);
    delete_all<sql::DeleteOrderEditLines>(transaction, store_id, ids);
    delete_all<sql::DeleteOrderAgreements>(transaction, store_id, ids);
    delete_all<sql::DeleteAgreementSales>(transaction, store_id, ids);
    delete_all<sql::DeleteOrderMilestones>(transaction, store_id, ids);
}

}  // namespace tillwatch::commerce
