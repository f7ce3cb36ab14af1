#include "shopify/order_payload.hpp"

#include <algorithm>

namespace tillwatch::shopify {
namespace {

using commerce::Customer;
using commerce::LineItem;
using commerce::Order;
using commerce::Refund;
using commerce::RefundAdjustment;
using commerce::RefundLine;
using commerce::ShippingLine;

// A webhook's order carries its refund lines; a bulk operation's row cannot (completeness 0).
constexpr std::int64_t completeness_with_refund_lines = 1;

template <class IdType>
std::optional<IdType> id_as(std::optional<std::int64_t> number) {
    if (!number) return std::nullopt;
    return IdType{*number};
}

/// Adds up magnitudes as far as Money::max_minor: each amount read is within it, so no sum
/// overflows, however many there are.
class BoundedSum {
  public:
    void add(Money money) {
        if (!exceeded()) sum_ += money.minor < 0 ? -money.minor : money.minor;
    }
    bool exceeded() const { return sum_ > Money::max_minor; }

  private:
    std::int64_t sum_ = 0;
};

Money sum_of(const Fields& fields, std::string_view list, std::string_view key) {
    Money sum;
    BoundedSum magnitude;
    fields.each(list, [&](const Fields& entry) {
        const auto amount = entry.money(key).value_or(Money{});
        magnitude.add(amount);
        if (!magnitude.exceeded()) sum += amount;
    });
    if (magnitude.exceeded()) fields.refuse(list, "add up to too large an amount");
    return sum;
}

/// Every allocation, of the line and of the order; the line's own total where none are listed.
Money line_discount(const Fields& fields) {
    if (fields.has("discount_allocations")) return sum_of(fields, "discount_allocations", "amount");
    return fields.money("total_discount").value_or(Money{});
}

LineItem read_line(const Fields& fields) {
    LineItem line;
    line.id = {fields.id("id").value_or(0)};
    if (line.id.value == 0) fields.refuse("id", "is missing");
    line.product_id = id_as<ProductId>(fields.id("product_id"));
    line.variant_id = id_as<VariantId>(fields.id("variant_id"));
    line.title = fields.text("title").value_or("");
    line.sku = fields.filled_text("sku");
    line.vendor = fields.filled_text("vendor");
    line.quantity = fields.quantity("quantity").value_or(0);
    line.current_quantity = fields.quantity("current_quantity");
    line.price = fields.money("price").value_or(Money{});
    line.discount = line_discount(fields);
    line.tax = sum_of(fields, "tax_lines", "price");
    fields.each("tax_lines", [&](const Fields& tax) { line.tax_rate_ppm += tax.rate_ppm("rate"); });
    line.gift_card = fields.flag("gift_card").value_or(false);
    if (!multiply(line.price, line.quantity)) fields.refuse("price", "is too large an amount");
    return line;
}

ShippingLine read_shipping_line(const Fields& fields) {
    const auto price = fields.money("price").value_or(Money{});
    auto discounted = fields.money("discounted_price");
    if (!discounted) discounted = price - sum_of(fields, "discount_allocations", "amount");
    ShippingLine line;
    line.price = *discounted;
    line.discount = price - *discounted;
    line.tax = sum_of(fields, "tax_lines", "price");
    return line;
}

RefundLine read_refund_line(const Fields& fields) {
    RefundLine line;
    auto line_item_id = fields.id("line_item_id");
    if (!line_item_id)
        if (const auto line_item = fields.object("line_item")) line_item_id = line_item->id("id");
    if (!line_item_id) fields.refuse("line_item_id", "is missing");
    line.line_item_id = {line_item_id.value_or(0)};
    line.quantity = fields.quantity("quantity").value_or(0);
    line.subtotal = fields.money("subtotal").value_or(Money{});
    line.tax = fields.money("total_tax").value_or(Money{});
    return line;
}

/// Shipping given back stands in refund_shipping_lines (2024-04 and later) and in the adjustments
/// too: one of the two counts.
void read_adjustments(const Fields& fields, Refund& refund) {
    bool shipping_lines = false;
    fields.each("refund_shipping_lines", [&](const Fields& line) {
        shipping_lines = true;
        const auto tax = sum_of(line, "tax_lines", "price");
        const auto amount = line.money("subtotal_amount").value_or(Money{});
        refund.adjustments.push_back({RefundAdjustment::Kind::shipping, -amount, -tax});
    });
    fields.each("order_adjustments", [&](const Fields& adjustment) {
        const bool shipping = adjustment.text("kind") == "shipping_refund";
        if (shipping && shipping_lines) return;
        const auto kind =
            shipping ? RefundAdjustment::Kind::shipping : RefundAdjustment::Kind::discrepancy;
        refund.adjustments.push_back({kind, adjustment.money("amount").value_or(Money{}),
                                      adjustment.money("tax_amount").value_or(Money{})});
    });
}

void add_all(BoundedSum& sum, const Refund& refund) {
    for (const auto& line : refund.lines) {
        sum.add(line.subtotal);
        sum.add(line.tax);
    }
    for (const auto& adjustment : refund.adjustments) {
        sum.add(adjustment.amount);
        sum.add(adjustment.tax);
    }
}

/// Whether all amounts of an order together pass what one amount may be.
bool too_large(const Order& order) {
    BoundedSum sum;
    for (const auto& line : order.lines) {
        if (const auto product = multiply(line.price, line.quantity)) sum.add(*product);
        sum.add(line.discount);
        sum.add(line.tax);
    }
    for (const auto& line : order.shipping_lines) {
        sum.add(line.price);
        sum.add(line.discount);
        sum.add(line.tax);
    }
    for (const auto& refund : order.refunds) add_all(sum, refund);
    sum.add(order.total_tax);
    sum.add(order.tip);
    return sum.exceeded();
}

void read_head(const Fields& fields, Order& order) {
    order.id = {fields.id("id").value_or(0)};
    if (order.id.value == 0) fields.refuse("id", "is missing");
    const auto created_at = fields.instant("created_at");
    const auto processed_at = fields.instant("processed_at");
    order.happened_at = processed_at.value_or(created_at.value_or(Instant{}));
    order.created_at = created_at.value_or(order.happened_at);
    order.version.updated_at = fields.instant("updated_at").value_or(order.created_at);
    order.version.completeness = completeness_with_refund_lines;
    order.name = fields.text("name").value_or("");
    order.cancelled_at = fields.instant("cancelled_at");
    order.test = fields.flag("test").value_or(false);
    order.taxes_included = fields.flag("taxes_included").value_or(false);
    order.financial_status = fields.text("financial_status").value_or("");
    order.fulfillment_status = fields.filled_text("fulfillment_status");
    order.channel = fields.filled_text("source_name");
    order.email = fields.filled_text("email");
    order.total_price = fields.money("total_price").value_or(Money{});
    order.tip = fields.money("total_tip_received").value_or(Money{});
    order.total_tax = sum_of(fields, "tax_lines", "price");
    if (order.total_tax.minor == 0) order.total_tax = fields.money("total_tax").value_or(Money{});
    for (const auto* address : {"shipping_address", "billing_address"})
        if (const auto found = fields.object(address); found && !order.country_code)
            order.country_code = found->filled_text("country_code");
}

void check_currency(const Fields& fields, Currency currency) {
    if (fields.text("currency") != currency.code())
        fields.refuse("currency", "is not the store's currency");
}

}  // namespace

bool is_full_order(const Fields& fields) {
    return fields.has("currency") && fields.has("line_items") &&
           (fields.has("processed_at") || fields.has("created_at"));
}

Snapshots read_order(const Fields& fields, std::optional<Instant> triggered_at, Currency currency) {
    Snapshots found;
    auto& order = found.orders.emplace_back();
    check_currency(fields, currency);
    read_head(fields, order);
    fields.each("line_items", [&](const Fields& line) { order.lines.push_back(read_line(line)); });
    fields.each("shipping_lines", [&](const Fields& line) {
        if (line.flag("is_removed").value_or(false)) return;
        order.shipping_lines.push_back(read_shipping_line(line));
    });
    fields.each("refunds", [&](const Fields& entry) {
        auto refund = read_refund(entry);
        if (!refund) return;
        refund->order_id = order.id;
        if (std::ranges::find(order.refunds, refund->id, &Refund::id) != order.refunds.end())
            entry.refuse("id", "stands twice in the list");
        order.refunds.push_back(std::move(*refund));
    });
    if (too_large(order)) fields.refuse("line_items", "add up to too large an amount");
    const auto embedded = fields.object("customer");
    auto customer = embedded ? read_customer(*embedded) : std::nullopt;
    if (customer) order.customer_id = customer->id;
    order.version.triggered_at = triggered_at;
    order.version.content_hash = content_hash(order, customer ? &*customer : nullptr);
    if (customer) {
        found.customers.push_back({std::move(*customer), false, order.version});
        found.customers.back().version.completeness = 0;  // says nothing of a customer
    }
    return found;
}

std::optional<Refund> read_refund(const Fields& fields) {
    const auto id = fields.id("id");
    auto happened_at = fields.instant("processed_at");
    if (!happened_at) happened_at = fields.instant("created_at");
    if (!id) fields.refuse("id", "is missing");
    if (!happened_at) fields.refuse("created_at", "is missing");
    if (!id || !happened_at) return std::nullopt;
    Refund refund;
    refund.id = {*id};
    refund.order_id = {fields.id("order_id").value_or(0)};
    refund.happened_at = *happened_at;
    fields.each("refund_line_items",
                [&](const Fields& line) { refund.lines.push_back(read_refund_line(line)); });
    read_adjustments(fields, refund);
    BoundedSum sum;
    add_all(sum, refund);
    if (sum.exceeded()) fields.refuse("refund_line_items", "add up to too large an amount");
    return refund;
}

std::optional<Customer> read_customer(const Fields& fields) {
    const auto id = fields.id("id");
    if (!id) return std::nullopt;
    Customer customer;
    customer.id = {*id};
    customer.created_at = fields.instant("created_at");
    customer.first_name = fields.text("first_name").value_or("");
    customer.last_name = fields.text("last_name").value_or("");
    customer.email = fields.filled_text("email");
    customer.phone = fields.filled_text("phone");
    return customer;
}

}  // namespace tillwatch::shopify
