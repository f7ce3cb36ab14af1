#include "commerce/sql.hpp"
#include "commerce/stored_version.hpp"
#include "commerce/tables.hpp"

namespace tillwatch::commerce {
namespace {

constexpr std::int64_t from_order = 0;
constexpr std::int64_t from_own_webhook = 1;

/// The rows of many orders and refunds, gathered table by table so that each table is one batch.
class Rows {
  public:
    Rows(db::Transaction& transaction, StoreId store_id)
        : transaction_(transaction), store_(store_id.value) {}

    void add(const OrderToPut& put) {
        const auto& o = *put.order;
        if (put.replaces) forget(o.id);
        orders_.push_back({.store_id = store_,
                           .order_id = o.id.value,
                           .updated_at = o.version.updated_at.ms,
                           .triggered_at = stored_trigger(o.version),
                           .completeness = o.version.completeness,
                           .content_hash = o.version.content_hash,
                           .name = o.name,
                           .happened_at = o.happened_at.ms,
                           .created_at = o.created_at.ms,
                           .cancelled_at = ms_of(o.cancelled_at),
                           .day = put.day.number,
                           .test = o.test ? 1 : 0,
                           .taxes_included = o.taxes_included ? 1 : 0,
                           .financial_status = o.financial_status,
                           .fulfillment_status = o.fulfillment_status,
                           .channel = o.channel,
                           .country_code = o.country_code,
                           .email = o.email,
                           .total_price = o.total_price.minor,
                           .total_tax = o.total_tax.minor,
                           .tip = o.tip.minor,
                           .customer_id = number_of(o.customer_id),
                           .counted = put.counted ? 1 : 0});
        add_lines(o);
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
        send(old_order_refunds_);
        send(old_order_refund_lines_);
        send(old_order_refund_adjustments_);
        send(old_refunds_);
        send(old_refund_lines_);
        send(old_refund_adjustments_);
        send(orders_);
        send(lines_);
        send(shipping_lines_);
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
        old_order_refunds_.push_back({store_, id.value});
        old_order_refund_lines_.push_back({store_, id.value});
        old_order_refund_adjustments_.push_back({store_, id.value});
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
                              .gift_card = line.gift_card ? 1 : 0});
        position = 0;
        for (const auto& line : order.shipping_lines)
            shipping_lines_.push_back({.store_id = store_,
                                       .order_id = order.id.value,
                                       .position = position++,
                                       .price = line.price.minor,
                                       .discount = line.discount.minor,
                                       .tax = line.tax.minor});
    }

    void add(OrderId order_id, const Refund& refund, std::int64_t origin, const Version& version) {
        refunds_.push_back({.store_id = store_,
                            .order_id = order_id.value,
                            .origin = origin,
                            .refund_id = refund.id.value,
                            .updated_at = version.updated_at.ms,
                            .triggered_at = stored_trigger(version),
                            .content_hash = version.content_hash,
                            .happened_at = refund.happened_at.ms});
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

    db::Transaction& transaction_;
    std::int64_t store_;
    Table<sql::DeleteOrders> old_orders_;
    Table<sql::DeleteOrderLines> old_lines_;
    Table<sql::DeleteOrderShippingLines> old_shipping_lines_;
    Table<sql::DeleteRefundsOfOrder> old_order_refunds_;
    Table<sql::DeleteRefundLinesOfOrder> old_order_refund_lines_;
    Table<sql::DeleteRefundAdjustmentsOfOrder> old_order_refund_adjustments_;
    Table<sql::DeleteRefundsOfRefund> old_refunds_;
    Table<sql::DeleteRefundLinesOfRefund> old_refund_lines_;
    Table<sql::DeleteRefundAdjustmentsOfRefund> old_refund_adjustments_;
    Table<sql::InsertOrder> orders_;
    Table<sql::InsertOrderLine> lines_;
    Table<sql::InsertOrderShippingLine> shipping_lines_;
    Table<sql::InsertRefund> refunds_;
    Table<sql::InsertRefundLine> refund_lines_;
    Table<sql::InsertRefundAdjustment> refund_adjustments_;
};

}  // namespace

void put_orders(db::Transaction& transaction, StoreId store_id,
                std::span<const OrderToPut> orders) {
    Rows rows(transaction, store_id);
    for (const auto& order : orders) rows.add(order);
    rows.write();
}

void put_refund_sightings(db::Transaction& transaction, StoreId store_id,
                          std::span<const RefundSighting> refunds) {
    Rows rows(transaction, store_id);
    for (const auto& refund : refunds) rows.add(refund);
    rows.write();
}

void put_customers(db::Transaction& transaction, StoreId store_id,
                   std::span<const CustomerSighting> customers) {
    std::vector<sql::UpsertCustomer::Params> rows;
    rows.reserve(customers.size());
    for (const auto& [customer, own, version] : customers)
        rows.push_back({.store_id = store_id.value,
                        .customer_id = customer.id.value,
                        .own = own ? 1 : 0,
                        .updated_at = version.updated_at.ms,
                        .triggered_at = stored_trigger(version),
                        .content_hash = version.content_hash,
                        .created_at = ms_of(customer.created_at),
                        .first_name = customer.first_name,
                        .last_name = customer.last_name,
                        .email = customer.email,
                        .phone = customer.phone});
    if (!rows.empty()) transaction.send_batch<sql::UpsertCustomer>(rows);
}

}  // namespace tillwatch::commerce
