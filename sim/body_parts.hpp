// What the bodies of several topics share: people, addresses, lines, taxes.
#pragma once

#include "sim/records.hpp"
#include "sim/sheet.hpp"

namespace tillwatch::sim {

/// The members of a customer; `whole`: with its addresses, as customers/* have it.
void write_customer(Sheet& sheet, const Customer& customer, bool whole);
void write_address(Sheet& sheet, std::string_view name, const Customer& customer);
/// `"tax_lines": […]`, one line or none.
void write_tax_lines(Sheet& sheet, const Order& order, std::int64_t tax, bool taxed);
/// The members of a line item; `in_order`: as an order has it, else as a refund does.
void write_line(Sheet& sheet, const Order& order, const Line& line, bool in_order);
/// The members of a refund.
void write_refund(Sheet& sheet, const Order& order, const Refund& refund, bool taxes_included);
bool is_taxed(const Order& order, const Line& line);

}  // namespace tillwatch::sim
