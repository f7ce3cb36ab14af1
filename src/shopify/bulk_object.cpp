#include "shopify/bulk_object.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "shopify/amounts.hpp"
#include "shopify/customer_payload.hpp"
#include "shopify/order_parts.hpp"

namespace tillwatch::shopify {
namespace {

using Built = std::expected<Snapshots, std::string>;
using Rows = std::vector<BulkRow*>;

/// The children's contents of one kind.
template <class T>
std::vector<T*> contents(const Rows& rows) {
    std::vector<T*> found;
    for (auto* row : rows)
        if (auto* content = std::get_if<T>(&row->content)) found.push_back(content);
    return found;
}

/// A bulk operation has no mark for a tip: it is the line of no product that comes to just what was
/// tipped.
void mark_tip(commerce::Order& order) {
    if (order.tip.minor == 0) return;
    for (auto& line : order.lines) {
        const bool goods = line.product_id || line.variant_id || line.gift_card;
        if (goods || multiply(line.price, line.quantity).value_or(Money{}) != order.tip) continue;
        line.tip = true;
        return;
    }
}

void take_lines(const Rows& rows, commerce::Order& order) {
    std::vector<commerce::Charge> duties;
    for (auto* item : contents<BulkLineItem>(rows)) {
        order.lines.push_back(std::move(item->line));
        duties.insert(duties.end(), item->duties.begin(), item->duties.end());
    }
    if (!duties.empty()) order.duties = std::move(duties);
    for (auto* shipping : contents<BulkShippingLine>(rows))
        if (!shipping->removed) order.shipping_lines.push_back(shipping->line);
    mark_tip(order);
}

/// Sales are in the order of their time, those of one agreement in that of their ids.
commerce::OrderAgreements take_agreements(const Rows& rows, const BulkOrder& order) {
    std::unordered_map<std::string_view, Instant> times;
    Instant last;
    for (const auto* row : rows)
        if (const auto* agreement = std::get_if<BulkAgreement>(&row->content)) {
            times.emplace(row->id, agreement->happened_at);
            last = std::max(last, agreement->happened_at);
        }
    std::multimap<Instant, commerce::AgreementSale> sales;
    for (auto* row : rows)
        if (auto* sale = std::get_if<commerce::AgreementSale>(&row->content)) {
            sale->happened_at = times[row->parent_id];
            sales.emplace(sale->happened_at, *sale);
        }
    commerce::OrderAgreements agreements{.order_id = order.order.id, .version = {}, .sales = {}};
    for (const auto& [time, sale] : sales) agreements.sales.push_back(sale);
    // The order was updated then or later.
    agreements.version.updated_at = order.updated_at.value_or(last);
    agreements.version.content_hash = content_hash(agreements);
    return agreements;
}

Built build(BulkOrder& root, const Rows& rows) {
    Snapshots found;
    const bool has_agreements = !contents<BulkAgreement>(rows).empty();
    const bool has_lines = !contents<BulkLineItem>(rows).empty();
    if (has_agreements) {
        found.agreements.push_back(take_agreements(rows, root));
        if (too_large(found.agreements.back()))
            return std::unexpected("its sales add up to too large an amount");
    }
    if (!has_lines && has_agreements) return found;
    if (!root.full) return std::unexpected("not a whole order: fields are missing");
    if (!has_lines) return std::unexpected("not a whole order: it has no line items");
    take_lines(rows, root.order);
    if (too_large(root.order))
        return std::unexpected("its line items add up to too large an amount");
    auto order = finish_order(std::move(root.order), std::move(root.shown));
    found.orders = std::move(order.orders);
    found.customers = std::move(order.customers);
    return found;
}

Built build(commerce::CustomerSighting& root, const Rows& rows) {
    auto& addresses = root.customer.addresses;
    auto default_address = std::move(addresses);
    addresses.clear();
    for (auto* address : contents<commerce::Address>(rows)) addresses.push_back(*address);
    for (auto& address : default_address) {
        address.is_default = false;
        add_default_address(std::move(address), addresses);
    }
    root.version.content_hash = content_hash(root.customer);
    Snapshots found;
    found.customers.push_back(std::move(root));
    return found;
}

Built build(commerce::Product& root, const Rows& rows) {
    for (auto* variant : contents<commerce::Variant>(rows))
        root.variants.push_back(std::move(*variant));
    std::ranges::sort(root.variants, {}, [](const commerce::Variant& variant) {
        return std::tuple(variant.position, variant.id);
    });
    root.version.content_hash = content_hash(root);
    Snapshots found;
    found.products.push_back(std::move(root));
    return found;
}

/// Whether two rows have one id: an object, or a child of it, that stands twice.
bool has_doubles(const Rows& sorted) {
    const auto same = [](const BulkRow* one, const BulkRow* other) {
        return !one->id.empty() && one->id == other->id;
    };
    return std::ranges::adjacent_find(sorted, same) != sorted.end();
}

}  // namespace

Built build_object(const std::vector<BulkRow*>& rows) {
    Rows sorted = rows;
    std::ranges::sort(sorted, {}, [](const BulkRow* row) {
        return std::tuple<std::int64_t, std::string_view, std::int64_t>(row->number, row->id,
                                                                        row->line);
    });
    if (has_doubles(sorted)) return std::unexpected("it stands twice in the file");
    for (auto* row : sorted) {
        if (!row->is_root()) continue;
        if (auto* order = std::get_if<std::unique_ptr<BulkOrder>>(&row->content))
            return build(**order, sorted);
        if (auto* customer =
                std::get_if<std::unique_ptr<commerce::CustomerSighting>>(&row->content))
            return build(**customer, sorted);
        if (auto* product = std::get_if<std::unique_ptr<commerce::Product>>(&row->content))
            return build(**product, sorted);
    }
    return std::unexpected("of no known kind");
}

}  // namespace tillwatch::shopify
