#include "listing/masking.hpp"

#include "stores/masking.hpp"

namespace tillwatch::listing {

using stores::mask;

/// One name is enough to stand for a whole one.
void mask(OrderRow& order) {
    mask(order.email);
    if (!order.customer) return;
    mask(order.customer->first_name);
    mask(order.customer->last_name);
    if (!order.customer->first_name.empty()) order.customer->last_name.clear();
    mask(order.customer->email);
}

void mask(CustomerRow& customer) {
    mask(customer.first_name);
    mask(customer.last_name);
    if (!customer.first_name.empty()) customer.last_name.clear();
    mask(customer.email);
    mask(customer.phone);
    for (auto& address : customer.addresses)
        for (auto* const text :
             {&address.name, &address.company, &address.address1, &address.address2, &address.city,
              &address.province, &address.zip, &address.phone})
            mask(*text);
}

void mask(CheckoutRow& checkout) {
    mask(checkout.email);
    mask(checkout.phone);
}

}  // namespace tillwatch::listing
