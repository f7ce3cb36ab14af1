#include "shopify/customer_payload.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "commerce/full_name.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::Address;
using commerce::Customer;

constexpr AddressKeys webhook_keys{
    .first_name = "first_name", .last_name = "last_name", .country_code = "country_code"};

std::string joined_name(const Fields& fields, const AddressKeys& keys) {
    return commerce::full_name(fields.text(keys.first_name).value_or(""),
                               fields.text(keys.last_name).value_or(""));
}

void read_addresses(const Fields& fields, Customer& customer) {
    fields.each("addresses", [&](const Fields& entry) {
        auto address = read_address(entry, webhook_keys);
        address.is_default = entry.flag("default").value_or(false);
        customer.addresses.push_back(std::move(address));
    });
    if (const auto entry = fields.object("default_address"))
        add_default_address(read_address(*entry, webhook_keys), customer.addresses);
}

}  // namespace

Address read_address(const Fields& fields, const AddressKeys& keys) {
    Address address;
    address.name = fields.text("name").value_or("");
    if (address.name.empty()) address.name = joined_name(fields, keys);
    address.company = fields.text("company").value_or("");
    address.address1 = fields.text("address1").value_or("");
    address.address2 = fields.text("address2").value_or("");
    address.city = fields.text("city").value_or("");
    address.province = fields.text("province").value_or("");
    address.zip = fields.text("zip").value_or("");
    address.country_code = fields.text(keys.country_code).value_or("");
    address.phone = fields.text("phone").value_or("");
    return address;
}

void add_default_address(Address address, std::vector<Address>& addresses) {
    if (std::ranges::any_of(addresses, &Address::is_default)) return;
    const auto same = std::ranges::find(addresses, address);
    if (same != addresses.end()) {
        same->is_default = true;
        return;
    }
    address.is_default = true;
    addresses.insert(addresses.begin(), std::move(address));
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
    read_addresses(fields, customer);
    return customer;
}

}  // namespace tillwatch::shopify
