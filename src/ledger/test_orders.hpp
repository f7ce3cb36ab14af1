// Orders for the tests of this folder, as small as each needs them.
#pragma once

#include <string_view>
#include <vector>

#include <rapidcheck.h>

#include "ledger/rollup.hpp"
#include "ledger/sales.hpp"

namespace tillwatch::ledger {

inline Instant at(std::string_view text) {
    return value_or_throw(Instant::parse(text));
}

inline Day day(std::string_view text) {
    return value_or_throw(Day::parse(text));
}

inline TimeZone zone(std::string_view name) {
    return value_or_throw(TimeZone::find(name));
}

/// Within a property: any number of these, small ones no likelier than others.
inline std::int64_t any(std::int64_t from, std::int64_t to) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(from, to + 1));
}

inline commerce::LineItem line(std::int64_t id, std::int64_t quantity, std::int64_t price) {
    commerce::LineItem item;
    item.id = {id};
    item.quantity = quantity;
    item.price = {price};
    return item;
}

/// Placed at half past midnight of 2 July in London, and known up to the end of the year.
inline commerce::EffectiveOrder order_with(std::vector<commerce::LineItem> lines) {
    commerce::EffectiveOrder order;
    order.base.id = {1};
    order.base.happened_at = order.base.created_at = at("2026-07-01T23:30:00Z");
    order.base.version.updated_at = at("2026-12-31T00:00:00Z");
    order.base.financial_status = "paid";
    order.base.lines = std::move(lines);
    return order;
}

inline commerce::Refund refund_of(std::int64_t id, std::string_view when,
                                  std::vector<commerce::RefundLine> lines) {
    commerce::Refund refund;
    refund.id = {id};
    refund.happened_at = at(when);
    refund.lines = std::move(lines);
    return refund;
}

inline commerce::OrderEdit edit_of(std::int64_t id, std::string_view when,
                                   std::vector<commerce::EditedUnits> additions,
                                   std::vector<commerce::EditedUnits> removals) {
    commerce::OrderEdit edit;
    edit.id = {id};
    edit.committed_at = at(when);
    edit.additions = std::move(additions);
    edit.removals = std::move(removals);
    return edit;
}

inline std::vector<Sale> sales_in_london(const commerce::EffectiveOrder& order) {
    return sales_of(order, zone("Europe/London"));
}

/// What the rows of an order sum up to over all days.
inline Measures sums(const commerce::EffectiveOrder& order) {
    Measures sum;
    for (const auto& sale : sales_in_london(order)) sum += measures_of(sale);
    return sum;
}

/// A row as a test states it.
struct Row {
    std::string_view day;
    Action action = Action::order;
    LineType line_type = LineType::product;
    std::int64_t quantity = 0;
    std::int64_t total = 0;
    std::int64_t tax = 0;
    std::int64_t discount = 0;
};

inline bool operator==(const Sale& sale, const Row& row) {
    return sale.day.text() == row.day && sale.action == row.action &&
           sale.line_type == row.line_type && sale.quantity == row.quantity &&
           sale.total.minor == row.total && sale.tax.minor == row.tax &&
           sale.discount.minor == row.discount;
}

inline void PrintTo(const Row& row, std::ostream* out) {
    *out << row.day << " action " << static_cast<int>(row.action) << " type "
         << static_cast<int>(row.line_type) << " quantity " << row.quantity << " total "
         << row.total << " tax " << row.tax << " discount " << row.discount;
}

inline void PrintTo(const Sale& sale, std::ostream* out) {
    const auto day = sale.day.text();
    PrintTo(Row{day, sale.action, sale.line_type, sale.quantity, sale.total.minor, sale.tax.minor,
                sale.discount.minor},
            out);
    *out << " at " << sale.happened_at.text() << (sale.inexact ? " inexact" : "");
}

}  // namespace tillwatch::ledger
