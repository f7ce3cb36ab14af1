#include <bit>
#include <type_traits>

#include "commerce/snapshots.hpp"

namespace tillwatch::commerce {
namespace {

/// FNV-1a over a byte form in which every value has one spelling and none can run into the next.
class Hash {
  public:
    void add(std::int64_t number) {
        for (int shift = 0; shift < 64; shift += 8)
            byte(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> shift));
    }
    void add(bool flag) { byte(flag ? 1 : 0); }
    void add(Money money) { add(money.minor); }
    void add(Instant instant) { add(instant.ms); }
    template <class Tag>
    void add(Id<Tag> id) {
        add(id.value);
    }
    void add(const std::string& text) {
        add(static_cast<std::int64_t>(text.size()));
        for (const char c : text) byte(static_cast<std::uint8_t>(c));
    }
    void add(const LineItem& line) {
        all(line.id, line.product_id, line.variant_id, line.title, line.sku, line.vendor,
            line.quantity, line.current_quantity, line.price, line.discount, line.tax,
            line.tax_rate_ppm, line.gift_card, line.tip, line.tax_lines, line.discount_allocations);
    }
    void add(const TaxLine& line) { all(line.title, line.rate_ppm, line.price); }
    void add(const DiscountAllocation& allocation) {
        all(allocation.application, allocation.amount);
    }
    void add(const Charge& charge) { all(charge.line_item_id, charge.price, charge.tax); }
    void add(const Transaction& transaction) {
        all(transaction.id, transaction.kind, transaction.status, transaction.gateway,
            transaction.amount);
    }
    void add(const Address& address) {
        all(address.is_default, address.name, address.company, address.address1, address.address2,
            address.city, address.province, address.zip, address.country_code, address.phone);
    }
    void add(const EditedUnits& edited) { all(edited.line_item_id, edited.units); }
    void add(const AgreementSale& sale) {
        all(sale.happened_at, static_cast<std::int64_t>(sale.action),
            static_cast<std::int64_t>(sale.line_type), sale.quantity, sale.total, sale.tax,
            sale.discount, sale.line_item_id);
    }
    void add(const Variant& variant) {
        all(variant.id, variant.title, variant.sku, variant.price, variant.position);
    }
    void add(const CheckoutLine& line) {
        all(line.product_id, line.variant_id, line.title, line.quantity, line.price);
    }
    void add(const ShippingLine& line) {
        all(line.price, line.discount, line.tax, line.tax_rate_ppm);
    }
    void add(const RefundLine& line) {
        all(line.line_item_id, line.quantity, line.subtotal, line.tax);
    }
    void add(const RefundAdjustment& adjustment) {
        all(static_cast<std::int64_t>(adjustment.kind), adjustment.amount, adjustment.tax);
    }
    void add(const Refund& refund) {
        all(refund.id, refund.order_id, refund.happened_at, refund.lines, refund.adjustments,
            refund.transactions);
    }
    template <class T>
    void add(const std::optional<T>& maybe) {
        add(maybe.has_value());
        if (maybe) add(*maybe);
    }
    template <class T>
    void add(const std::vector<T>& list) {
        add(static_cast<std::int64_t>(list.size()));
        for (const auto& element : list) add(element);
    }
    template <class... T>
    void all(const T&... values) {
        (add(values), ...);
    }

    std::int64_t value() const { return std::bit_cast<std::int64_t>(state_); }

  private:
    void byte(std::uint8_t b) { state_ = (state_ ^ b) * 1099511628211ULL; }

    std::uint64_t state_ = 14695981039346656037ULL;
};

template <class... T>
std::int64_t hash_of(const T&... values) {
    Hash hash;
    hash.all(values...);
    return hash.value();
}

}  // namespace

std::int64_t content_hash(const Order& o, const Customer* shown) {
    return hash_of(o.id, o.name, o.happened_at, o.created_at, o.cancelled_at, o.test,
                   o.taxes_included, o.financial_status, o.fulfillment_status, o.channel,
                   o.country_code, o.email, o.referrer, o.checkout_token, o.discount_codes,
                   o.gateways, o.total_price, o.total_tax, o.tip, o.customer_id, o.lines,
                   o.shipping_lines, o.duties, o.fees, o.refunds,
                   shown == nullptr ? 0 : content_hash(*shown));
}

std::int64_t content_hash(const Refund& refund) {
    return hash_of(refund);
}

std::int64_t content_hash(const Customer& c) {
    return hash_of(c.id, c.created_at, c.first_name, c.last_name, c.email, c.phone, c.addresses);
}

std::int64_t content_hash(const OrderEdit& edit) {
    return hash_of(edit.id, edit.order_id, edit.committed_at, edit.additions, edit.removals);
}

std::int64_t content_hash(const OrderAgreements& agreements) {
    return hash_of(agreements.order_id, agreements.sales);
}

std::int64_t content_hash(const Product& p) {
    return hash_of(p.id, p.title, p.vendor, p.product_type, p.handle, p.status, p.created_at,
                   p.variants);
}

std::int64_t content_hash(const Checkout& c) {
    return hash_of(c.token, c.created_at, c.completed_at, c.email, c.phone, c.customer_id,
                   c.total_price, c.lines);
}

}  // namespace tillwatch::commerce
