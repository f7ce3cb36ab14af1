#include "ledger/sales.hpp"

#include <unordered_map>

#include "ledger/row.hpp"
#include "ledger/snapshot_sales.hpp"

namespace tillwatch::ledger {
namespace {

using commerce::LineItem;
using commerce::Order;
using commerce::OrderAgreements;

bool are_current(const std::optional<OrderAgreements>& agreements, const Order& base) {
    return agreements && agreements->version.updated_at >= base.version.updated_at;
}

std::vector<Sale> sales_of_agreements(const OrderAgreements& agreements, const Order& base,
                                      const TimeZone& zone) {
    std::unordered_map<LineItemId, const LineItem*> lines;
    for (const auto& line : base.lines) lines.emplace(line.id, &line);
    Clocks clocks(zone);
    std::vector<Sale> sales;
    for (const auto& stated : agreements.sales) {
        auto sale = clocks.row(stated.happened_at, stated.action, stated.line_type);
        sale.quantity = stated.quantity;
        sale.total = stated.total;
        sale.tax = stated.tax;
        sale.discount = stated.discount;
        sale.line_item_id = stated.line_item_id;
        if (stated.line_item_id)
            if (const auto found = lines.find(*stated.line_item_id); found != lines.end())
                describe(sale, *found->second);
        if (!says_nothing(sale)) sales.push_back(std::move(sale));
    }
    return sales;
}

}  // namespace

std::vector<Sale> sales_of(const commerce::EffectiveOrder& order, const TimeZone& zone) {
    if (order.base.test) return {};
    if (are_current(order.agreements, order.base))
        return sales_of_agreements(*order.agreements, order.base, zone);
    return sales_of_snapshot(order, zone);
}

}  // namespace tillwatch::ledger
