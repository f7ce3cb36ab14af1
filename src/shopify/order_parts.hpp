// Parts of orders that webhooks and the GraphQL API spell alike but for their names, and what is
// done with every order once it is read.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "shopify/fields.hpp"
#include "shopify/payload.hpp"

namespace tillwatch::shopify {

/// What no row can be made without: refused where it is absent, never taken for nothing.
template <class T>
T needed(const Fields& fields, std::string_view key, const std::optional<T>& value) {
    if (!value) fields.refuse(key, "is missing");
    return value.value_or(T{});
}

std::vector<commerce::TaxLine> read_tax_lines(const Fields& fields, std::string_view list);

/// The line's tax lines, their sum and the sum of their rates.
/// The rates of the lines together, in millionths, at most 100 times the amount.
std::int64_t rate_of(const std::vector<commerce::TaxLine>& lines);
void read_taxes(const Fields& fields, std::string_view list, commerce::LineItem& line);

/// An amount with the tax lines that stand beside it.
commerce::Charge read_charge(const Fields& fields, std::string_view tax_lines,
                             std::optional<LineItemId> line_item_id = {});

/// One charge of the whole, where nothing is listed and the whole is not zero.
void add_total(const Fields& fields, std::string_view total,
               std::vector<commerce::Charge>& charges);

/// The order and the customer that it shows, with their versions made.
Snapshots finish_order(commerce::Order order, std::optional<commerce::Customer> shown);

/// Refuses another currency than the store's.
void check_currency(const Fields& fields, std::string_view key, Currency currency);

}  // namespace tillwatch::shopify
