// Takes what tells a person out of rows, for members who may not see personal data: names, e-mail
// addresses, phone numbers and addresses but their country. Pure.
#pragma once

#include "listing/checkouts.hpp"
#include "listing/customers.hpp"
#include "listing/orders.hpp"
#include "listing/products.hpp"

namespace tillwatch::listing {

void mask(OrderRow& order);
void mask(CustomerRow& customer);
void mask(CheckoutRow& checkout);
inline void mask(ProductRow&) {}  // tells nobody

}  // namespace tillwatch::listing
