// The measures by name: which there are, what each is of given totals, and which question takes
// which. Every formula of a figure stands in value_of, whatever asks for it. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ledger/rollup.hpp"

namespace tillwatch::insights {

enum class Measure {
    orders,
    units,
    customers,
    new_customers,
    returning_customers,
    gross_sales,
    discounts,
    returns,
    net_sales,
    shipping,
    duties,
    fees,
    taxes,
    total_sales,
    tips,
    gift_cards,
    average_order_value,
};

/// All of them, as the overview orders them.
std::span<const Measure> all_measures();
std::string_view name_of(Measure measure);
/// Money is in minor units of the store's currency; the others are whole numbers.
bool is_money(Measure measure);
/// 0 or less as a rule, so that the least is the greatest of its kind.
bool is_taken_away(Measure measure);
/// Of distinct customers: no sum of what its days or values have.
bool is_distinct(Measure measure);
/// Made of counted orders, not of the ledger's rows alone.
bool is_of_orders(Measure measure);

/// One of those that `takes` lets pass; else the error names them.
Result<Measure> parse_measure(std::string_view text, bool (*takes)(Measure));

/// What all measures of a range are made of.
struct Totals {
    ledger::Measures measures;
    std::int64_t customers = 0;      // distinct
    std::int64_t new_customers = 0;  // of those, whose first order ever lies in the range
};

/// None only of an average without orders.
std::optional<std::int64_t> value_of(Measure measure, const Totals& totals);
/// Of a measure that is not of distinct customers.
std::optional<std::int64_t> value_of(Measure measure, const ledger::Measures& measures);

/// A row of sums as every statement on rollups names them.
template <class Row>
ledger::Measures measures_of_row(const Row& row) {
    return {.orders = row.orders,
            .inexact_orders = row.inexact_orders,
            .units = row.units,
            .gross_sales = row.gross_sales,
            .discounts = row.discounts,
            .returns = row.returns,
            .shipping = row.shipping,
            .duties = row.duties,
            .fees = row.fees,
            .taxes = row.taxes,
            .tips = row.tips,
            .gift_cards = row.gift_cards,
            .order_value = row.order_value,
            .customer_orders = row.customer_orders,
            .first_orders = row.first_orders};
}

}  // namespace tillwatch::insights
