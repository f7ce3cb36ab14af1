#include "commerce/object_tables.hpp"

#include <algorithm>

#include "commerce/sql.hpp"
#include "commerce/stored_version.hpp"

namespace tillwatch::commerce {
namespace {

template <class Q>
void send(db::Transaction& transaction, const std::vector<typename Q::Params>& rows) {
    if (!rows.empty()) transaction.send_batch<Q>(rows);
}

void add_variants(std::vector<sql::InsertVariant::Params>& rows, StoreId store_id,
                  const Product& product) {
    std::set<VariantId> seen;
    for (const auto& variant : product.variants)
        if (seen.insert(variant.id).second)
            rows.push_back({.store_id = store_id.value,
                            .product_id = product.id.value,
                            .variant_id = variant.id.value,
                            .title = variant.title,
                            .sku = variant.sku,
                            .price = variant.price.minor,
                            .position = variant.position});
}

void add_lines(std::vector<sql::InsertCheckoutLine::Params>& rows, StoreId store_id,
               const Checkout& checkout) {
    std::int64_t position = 0;
    for (const auto& line : checkout.lines)
        rows.push_back({.store_id = store_id.value,
                        .token = checkout.token,
                        .position = position++,
                        .product_id = number_of(line.product_id),
                        .variant_id = number_of(line.variant_id),
                        .title = line.title,
                        .quantity = line.quantity,
                        .price = line.price.minor});
}

}  // namespace

std::map<ProductId, Version> find_product_versions(db::Transaction& transaction, StoreId store_id,
                                                   std::span<const ProductId> ids) {
    std::vector<sql::FindProductVersion::Params> params;
    for (const auto id : ids) params.push_back({store_id.value, id.value});
    std::map<ProductId, Version> versions;
    if (params.empty()) return versions;
    for (const auto& row : transaction.batch_all<sql::FindProductVersion>(params))
        versions.emplace(ProductId{row.product_id}, version_of(row));
    return versions;
}

std::map<std::string, Version> find_checkout_versions(db::Transaction& transaction,
                                                      StoreId store_id,
                                                      std::span<const std::string> tokens) {
    std::vector<sql::FindCheckoutVersion::Params> params;
    for (const auto& token : tokens) params.push_back({store_id.value, token});
    std::map<std::string, Version> versions;
    if (params.empty()) return versions;
    for (const auto& row : transaction.batch_all<sql::FindCheckoutVersion>(params))
        versions.emplace(row.token, version_of(row));
    return versions;
}

void put_products(db::Transaction& transaction, StoreId store_id,
                  std::span<const Product* const> products) {
    std::vector<sql::UpsertProduct::Params> rows;
    std::vector<sql::DeleteVariants::Params> old_variants;
    std::vector<sql::InsertVariant::Params> variants;
    for (const auto* product : products) {
        auto& row = rows.emplace_back();
        row.store_id = store_id.value;
        row.product_id = product->id.value;
        put_version(row, product->version);
        row.title = product->title;
        row.vendor = product->vendor;
        row.product_type = product->product_type;
        row.handle = product->handle;
        row.status = product->status;
        row.created_at = ms_of(product->created_at);
        old_variants.push_back({store_id.value, product->id.value});
        add_variants(variants, store_id, *product);
    }
    send<sql::UpsertProduct>(transaction, rows);
    send<sql::DeleteVariants>(transaction, old_variants);
    send<sql::InsertVariant>(transaction, variants);
}

void put_checkouts(db::Transaction& transaction, StoreId store_id,
                   std::span<const Checkout* const> checkouts) {
    std::vector<sql::UpsertCheckout::Params> rows;
    std::vector<sql::DeleteCheckoutLines::Params> old_lines;
    std::vector<sql::InsertCheckoutLine::Params> lines;
    std::vector<std::string> tokens;
    for (const auto* checkout : checkouts) {
        auto& row = rows.emplace_back();
        row.store_id = store_id.value;
        row.token = checkout->token;
        put_version(row, checkout->version);
        row.created_at = checkout->created_at.ms;
        row.completed_at = ms_of(checkout->completed_at);
        row.email = checkout->email;
        row.phone = checkout->phone;
        row.reachable = checkout->is_reachable() ? 1 : 0;
        row.customer_id = number_of(checkout->customer_id);
        row.total_price = checkout->total_price.minor;
        old_lines.push_back({store_id.value, checkout->token});
        add_lines(lines, store_id, *checkout);
        tokens.push_back(checkout->token);
    }
    send<sql::UpsertCheckout>(transaction, rows);
    send<sql::DeleteCheckoutLines>(transaction, old_lines);
    send<sql::InsertCheckoutLine>(transaction, lines);
    settle_checkouts(transaction, store_id, tokens);
}

void settle_checkouts(db::Transaction& transaction, StoreId store_id,
                      std::span<const std::string> tokens) {
    std::vector<sql::SettleCheckout::Params> rows;
    for (const auto& token : tokens) rows.push_back({store_id.value, token});
    send<sql::SettleCheckout>(transaction, rows);
}

std::vector<std::string> list_checkout_tokens(db::Transaction& transaction, StoreId store_id,
                                              std::span<const OrderId> order_ids) {
    std::vector<sql::FindCheckoutOfOrder::Params> params;
    for (const auto id : order_ids) params.push_back({store_id.value, id.value});
    std::vector<std::string> tokens;
    if (params.empty()) return tokens;
    for (auto& row : transaction.batch_all<sql::FindCheckoutOfOrder>(params))
        tokens.push_back(std::move(row.token));
    return tokens;
}

void delete_products(db::Transaction& transaction, StoreId store_id,
                     std::span<const ProductId> ids) {
    std::vector<sql::DeleteProduct::Params> products;
    std::vector<sql::DeleteVariants::Params> variants;
    for (const auto id : ids) {
        products.push_back({store_id.value, id.value});
        variants.push_back({store_id.value, id.value});
    }
    send<sql::DeleteProduct>(transaction, products);
    send<sql::DeleteVariants>(transaction, variants);
}

void delete_checkouts(db::Transaction& transaction, StoreId store_id,
                      std::span<const std::string> tokens) {
    std::vector<sql::DeleteCheckout::Params> checkouts;
    std::vector<sql::DeleteCheckoutLines::Params> lines;
    for (const auto& token : tokens) {
        checkouts.push_back({store_id.value, token});
        lines.push_back({store_id.value, token});
    }
    send<sql::DeleteCheckout>(transaction, checkouts);
    send<sql::DeleteCheckoutLines>(transaction, lines);
}

std::set<std::string> find_deleted(db::Transaction& transaction, StoreId store_id,
                                   Deletion::Kind kind, std::span<const std::string> ids) {
    std::vector<sql::FindTombstone::Params> params;
    for (const auto& id : ids)
        params.push_back({store_id.value, static_cast<std::int64_t>(kind), id});
    std::set<std::string> deleted;
    if (params.empty() || !transaction.one<sql::FindAnyTombstone>({store_id.value})) return deleted;
    for (auto& row : transaction.batch_all<sql::FindTombstone>(params))
        deleted.insert(std::move(row.object_id));
    return deleted;
}

void put_deletions(db::Transaction& transaction, StoreId store_id, Deletion::Kind kind,
                   std::span<const std::string> ids) {
    std::vector<sql::PutTombstone::Params> rows;
    for (const auto& id : ids)
        rows.push_back({store_id.value, static_cast<std::int64_t>(kind), id});
    send<sql::PutTombstone>(transaction, rows);
}

std::optional<ShopZone> find_shop_zone(db::Transaction& transaction, StoreId store_id) {
    const auto row = transaction.one<sql::FindShop>({store_id.value});
    if (!row) return std::nullopt;
    return ShopZone{version_of(*row), row->timezone};
}

void put_shop_zone(db::Transaction& transaction, StoreId store_id, const ShopZone& zone) {
    sql::UpsertShop::Params row{};
    row.store_id = store_id.value;
    row.timezone = zone.timezone;
    put_version(row, zone.version);
    transaction.run<sql::UpsertShop>(row);
}

}  // namespace tillwatch::commerce
