// Orders as the GraphQL API shows them, in the pieces that a bulk operation's lines hold.
#pragma once

#include "shopify/bulk_row.hpp"
#include "shopify/fields.hpp"

namespace tillwatch::shopify {

/// Without what other lines hold. Its refunds are left out: a bulk operation cannot tell their
/// lines, and a refund without lines would take the place of one that has them.
BulkOrder read_graphql_order(OrderId id, const Fields& fields, Currency currency);
BulkLineItem read_graphql_line(LineItemId id, const Fields& fields);
BulkShippingLine read_graphql_shipping_line(const Fields& fields);
BulkAgreement read_graphql_agreement(const Fields& fields);
/// Without its time, which its agreement has.
commerce::AgreementSale read_graphql_sale(const Fields& fields);

}  // namespace tillwatch::shopify
