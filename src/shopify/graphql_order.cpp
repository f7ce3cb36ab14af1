#include "shopify/graphql_order.hpp"

#include <array>

#include "shopify/amounts.hpp"
#include "shopify/graphql_payload.hpp"
#include "shopify/order_parts.hpp"
#include "shopify/spelling.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::Action;
using commerce::AgreementSale;
using commerce::DiscountAllocation;
using commerce::LineItem;
using commerce::LineType;
using commerce::Order;

std::optional<std::int64_t> id_of(const Fields& fields, std::string_view key) {
    const auto object = fields.object(key);
    return object ? object->global_id("id") : std::nullopt;
}

/// Orders that nobody paid for yet may have no status at all.
std::string financial_status_of(const Fields& fields) {
    return lower(fields.filled_text("displayFinancialStatus").value_or("pending"));
}

/// As webhooks spell it: none while nothing is on its way.
std::optional<std::string> fulfillment_status_of(const Fields& fields) {
    auto status = lower(fields.text("displayFulfillmentStatus").value_or(""));
    if (status.empty() || status == "unfulfilled") return std::nullopt;
    if (status == "partially_fulfilled") return "partial";
    return status;
}

void read_dates(const Fields& fields, Order& order) {
    const auto created_at = fields.instant("createdAt");
    const auto processed_at = fields.instant("processedAt");
    order.happened_at = processed_at.value_or(created_at.value_or(Instant{}));
    order.created_at = created_at.value_or(order.happened_at);
    order.cancelled_at = fields.instant("cancelledAt");
    order.version.updated_at = fields.instant("updatedAt").value_or(order.created_at);
}

void read_traits(const Fields& fields, Order& order) {
    order.channel = fields.filled_text("sourceName");
    order.email = fields.filled_text("email");
    order.checkout_token = fields.filled_text("checkoutToken");
    order.gateways = fields.texts("paymentGatewayNames");
    order.discount_codes = fields.texts("discountCodes");
    if (const auto journey = fields.object("customerJourneySummary"))
        if (const auto visit = journey->object("firstVisit"))
            order.referrer = visit->filled_text("referrerUrl");
    for (const auto* address : {"shippingAddress", "billingAddress"})
        if (const auto found = fields.object(address); found && !order.country_code)
            order.country_code = found->filled_text("countryCodeV2");
}

void read_totals(const Fields& fields, Order& order) {
    order.total_price = fields.money("totalPrice").value_or(Money{});
    order.tip = fields.money("totalTipReceived").value_or(Money{});
    order.total_tax =
        sum_of(read_tax_lines(fields, "taxLines"), &commerce::TaxLine::price, fields, "taxLines");
    if (order.total_tax.minor == 0) order.total_tax = fields.money("totalTax").value_or(Money{});
    fields.each("additionalFees",
                [&](const Fields& fee) { order.fees.push_back(read_charge(fee, "taxLines")); });
    add_total(fields, "originalTotalAdditionalFees", order.fees);
    // Taken for what it is only where no line item names its own.
    add_total(fields, "originalTotalDuties", order.duties);
}

std::vector<DiscountAllocation> read_allocations(const Fields& fields) {
    std::vector<DiscountAllocation> allocations;
    fields.each("discountAllocations", [&](const Fields& entry) {
        DiscountAllocation allocation;
        if (const auto application = entry.object("discountApplication"))
            allocation.application = application->integer("index").value_or(0);
        allocation.amount = needed(entry, "allocatedAmount", entry.money("allocatedAmount"));
        allocations.push_back(allocation);
    });
    return allocations;
}

Money sum_of_allocations(const std::vector<DiscountAllocation>& allocations, const Fields& fields) {
    return sum_of(allocations, &DiscountAllocation::amount, fields, "discountAllocations");
}

template <class T>
struct Spelled {
    std::string_view text;
    T value;
};

constexpr auto actions = std::to_array<Spelled<Action>>(
    {{"ORDER", Action::order}, {"UPDATE", Action::update}, {"RETURN", Action::give_back}});

constexpr auto line_types = std::to_array<Spelled<LineType>>({
    {"PRODUCT", LineType::product},
    {"SHIPPING", LineType::shipping},
    {"TIP", LineType::tip},
    {"GIFT_CARD", LineType::gift_card},
    {"DUTY", LineType::duty},
    {"FEE", LineType::fee},
    {"ADDITIONAL_FEE", LineType::fee},
    {"ADJUSTMENT", LineType::adjustment},
});

template <class T, std::size_t n>
T one_of(const std::array<Spelled<T>, n>& known, const Fields& fields, std::string_view key) {
    const auto text = fields.text(key).value_or("");
    for (const auto& [spelled, value] : known)
        if (spelled == text) return value;
    fields.refuse(key, "is of no known kind");
    return T{};
}

}  // namespace

BulkOrder read_graphql_order(OrderId id, const Fields& fields, Currency currency) {
    BulkOrder found;
    auto& order = found.order;
    order.id = id;
    found.full =
        fields.has("currencyCode") && (fields.has("createdAt") || fields.has("processedAt"));
    if (fields.has("currencyCode")) check_currency(fields, "currencyCode", currency);
    order.name = fields.text("name").value_or("");
    order.test = fields.flag("test").value_or(false);
    order.taxes_included = fields.flag("taxesIncluded").value_or(false);
    order.financial_status = financial_status_of(fields);
    order.fulfillment_status = fulfillment_status_of(fields);
    found.updated_at = fields.instant("updatedAt");
    read_dates(fields, order);
    read_traits(fields, order);
    read_totals(fields, order);
    if (const auto customer = fields.object("customer"))
        if (const auto number = customer->global_id("id"))
            found.shown = read_graphql_customer({*number}, *customer).customer;
    return found;
}

BulkLineItem read_graphql_line(LineItemId id, const Fields& fields) {
    BulkLineItem found;
    LineItem& line = found.line;
    line.id = id;
    line.product_id = id_as<ProductId>(id_of(fields, "product"));
    line.variant_id = id_as<VariantId>(id_of(fields, "variant"));
    line.title = fields.text("title").value_or("");
    line.sku = fields.filled_text("sku");
    line.vendor = fields.filled_text("vendor");
    line.quantity = needed(fields, "quantity", fields.quantity("quantity"));
    line.current_quantity = fields.quantity("currentQuantity");
    line.price = needed(fields, "originalUnitPrice", fields.money("originalUnitPrice"));
    line.discount_allocations = read_allocations(fields);
    line.discount = fields.has("discountAllocations")
                        ? sum_of_allocations(line.discount_allocations, fields)
                        : fields.money("totalDiscount").value_or(Money{});
    read_taxes(fields, "taxLines", line);
    line.gift_card = fields.flag("isGiftCard").value_or(false);
    fields.each("duties", [&](const Fields& duty) {
        found.duties.push_back(read_charge(duty, "taxLines", id));
    });
    if (!multiply(line.price, line.quantity))
        fields.refuse("originalUnitPriceSet", "is too large an amount");
    return found;
}

BulkShippingLine read_graphql_shipping_line(const Fields& fields) {
    const auto price = needed(fields, "originalPrice", fields.money("originalPrice"));
    auto discounted = fields.money("discountedPrice");
    if (!discounted) discounted = price - sum_of_allocations(read_allocations(fields), fields);
    BulkShippingLine found;
    found.removed = fields.flag("isRemoved").value_or(false);
    found.line.price = *discounted;
    found.line.discount = price - *discounted;
    const auto tax_lines = read_tax_lines(fields, "taxLines");
    found.line.tax = sum_of(tax_lines, &commerce::TaxLine::price, fields, "taxLines");
    found.line.tax_rate_ppm = rate_of(tax_lines);
    return found;
}

BulkAgreement read_graphql_agreement(const Fields& fields) {
    const auto happened_at = fields.instant("happenedAt");
    if (!happened_at) fields.refuse("happenedAt", "is missing");
    return {happened_at.value_or(Instant{})};
}

AgreementSale read_graphql_sale(const Fields& fields) {
    AgreementSale sale;
    sale.action = one_of(actions, fields, "actionType");
    sale.line_type = one_of(line_types, fields, "lineType");
    sale.quantity = fields.integer("quantity").value_or(0);
    if (sale.quantity > 1'000'000'000 || sale.quantity < -1'000'000'000)
        fields.refuse("quantity", "is not a quantity");
    const auto total = fields.money("totalAmount");
    if (!total) fields.refuse("totalAmount", "is missing");
    sale.total = total.value_or(Money{});
    sale.tax = fields.money("totalTaxAmount").value_or(Money{});
    sale.discount = fields.money("totalDiscountAmountBeforeTaxes").value_or(Money{});
    sale.line_item_id = id_as<LineItemId>(id_of(fields, "lineItem"));
    return sale;
}

}  // namespace tillwatch::shopify
