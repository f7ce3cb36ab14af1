// The tables of products, checkouts, of what shops say of themselves and of what was deleted. What
// is written here is decided elsewhere (projection/).
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "commerce/snapshots.hpp"
#include "db/transaction.hpp"

namespace tillwatch::commerce {

std::map<ProductId, Version> find_product_versions(db::Transaction& transaction, StoreId store_id,
                                                   std::span<const ProductId> ids);
std::map<std::string, Version> find_checkout_versions(db::Transaction& transaction,
                                                      StoreId store_id,
                                                      std::span<const std::string> tokens);

/// Each replaces what is stored of it; at most one of each here. Of variants with one id the first
/// counts.
void put_products(db::Transaction& transaction, StoreId store_id,
                  std::span<const Product* const> products);
void put_checkouts(db::Transaction& transaction, StoreId store_id,
                   std::span<const Checkout* const> checkouts);

/// Has each of these checkouts that is known say when the earliest order with its token was made:
/// to be called when such an order came, changed or went. put_checkouts does it by itself.
void settle_checkouts(db::Transaction& transaction, StoreId store_id,
                      std::span<const std::string> tokens);
/// The tokens that stored orders bear.
std::vector<std::string> list_checkout_tokens(db::Transaction& transaction, StoreId store_id,
                                              std::span<const OrderId> order_ids);

void delete_products(db::Transaction& transaction, StoreId store_id,
                     std::span<const ProductId> ids);
void delete_checkouts(db::Transaction& transaction, StoreId store_id,
                      std::span<const std::string> tokens);

/// Which of these objects of one kind were deleted. An object is named by its id as digits, a
/// checkout by its token.
std::set<std::string> find_deleted(db::Transaction& transaction, StoreId store_id,
                                   Deletion::Kind kind, std::span<const std::string> ids);
void put_deletions(db::Transaction& transaction, StoreId store_id, Deletion::Kind kind,
                   std::span<const std::string> ids);

/// The greatest word of a shop on its time zone.
struct ShopZone {
    Version version;
    std::string timezone;
    auto operator<=>(const ShopZone&) const = default;
};

std::optional<ShopZone> find_shop_zone(db::Transaction& transaction, StoreId store_id);
void put_shop_zone(db::Transaction& transaction, StoreId store_id, const ShopZone& zone);

}  // namespace tillwatch::commerce
