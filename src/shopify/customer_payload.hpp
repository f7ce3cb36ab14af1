// Customers as webhooks and REST show them, alone or within an order.
#pragma once

#include "commerce/snapshots.hpp"
#include "shopify/fields.hpp"

namespace tillwatch::shopify {

/// None where there is no id.
std::optional<commerce::Customer> read_customer(const Fields& fields);

/// The keys of an address in one of the two spellings.
struct AddressKeys {
    std::string_view first_name;
    std::string_view last_name;
    std::string_view country_code;
};
commerce::Address read_address(const Fields& fields, const AddressKeys& keys);

/// Marks the default one among the addresses, or puts it before them.
void add_default_address(commerce::Address address, std::vector<commerce::Address>& addresses);

}  // namespace tillwatch::shopify
