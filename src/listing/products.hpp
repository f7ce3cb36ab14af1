// Products with what was sold of them, by title or by that. Reads only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "listing/page.hpp"
#include "listing/parameters.hpp"
#include "stores/stores.hpp"

namespace tillwatch::listing {

enum class ProductKey { title, units, net_sales };

struct ProductsQuestion {
    http::Sort<ProductKey> sort{ProductKey::title, false};
    std::optional<std::string> search;  // folded
    std::optional<std::string> vendor;
    std::optional<std::string> product_type;
    std::optional<std::string> status;
};

ProductsQuestion read_products_question(http::Query& query, const http::Request& request);

struct VariantRow {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> sku;
    std::int64_t price = 0;
};

struct ProductRow {
    std::int64_t id = 0;
    std::string title;
    std::string vendor;
    std::string product_type;
    std::string status;
    std::int64_t units = 0;
    std::int64_t net_sales = 0;
    std::vector<VariantRow> variants;
};

Page<ProductRow> read_rows(db::Transaction& transaction, StoreId store_id,
                           const ProductsQuestion& question, const std::optional<Place>& after,
                           std::int64_t limit);
/// One that was sold and that Shopify has not told of, or has taken away, is called as the newest
/// orders with it say, and has neither type, status nor variants.
std::optional<ProductRow> find_product(db::Transaction& transaction, StoreId store_id,
                                       ProductId id);

template <class Out>
void tell(Out& out, const ProductRow& row, Currency currency);

}  // namespace tillwatch::listing
