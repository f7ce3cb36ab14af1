// Customers and products as the GraphQL API shows them, without the children that a bulk operation
// puts into lines of their own.
#pragma once

#include "shopify/customer_payload.hpp"
#include "shopify/fields.hpp"

namespace tillwatch::shopify {

inline constexpr AddressKeys graphql_address_keys{
    .first_name = "firstName", .last_name = "lastName", .country_code = "countryCodeV2"};

/// Its default address is the only one; its version has no hash yet.
commerce::CustomerSighting read_graphql_customer(CustomerId id, const Fields& fields);
/// Its version has no hash yet.
commerce::Product read_graphql_product(ProductId id, const Fields& fields);
commerce::Variant read_graphql_variant(VariantId id, const Fields& fields);

}  // namespace tillwatch::shopify
