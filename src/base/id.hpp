// Ids as types, so that one cannot stand where another belongs.
// Our own ids are random 63-bit numbers, shown as 13 characters of Crockford's base 32 in lower
// case; to everyone outside they are opaque. Shopify's ids are its numbers, shown as digits.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tillwatch {

template <class Tag>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
};

using StoreId = Id<struct StoreTag>;
using UserId = Id<struct UserTag>;
using ApiKeyId = Id<struct ApiKeyTag>;
using DeliveryId = Id<struct DeliveryTag>;

using OrderId = Id<struct OrderTag>;
using LineItemId = Id<struct LineItemTag>;
using RefundId = Id<struct RefundTag>;
using CustomerId = Id<struct CustomerTag>;
using ProductId = Id<struct ProductTag>;
using VariantId = Id<struct VariantTag>;
using OrderEditId = Id<struct OrderEditTag>;

/// 13 characters of [0-9a-hjkmnp-tv-z].
std::string opaque_text(std::int64_t value);
/// None unless `text` is what opaque_text prints of a positive number.
std::optional<std::int64_t> parse_opaque(std::string_view text);

template <class Tag>
std::string opaque_text(Id<Tag> id) {
    return opaque_text(id.value);
}

/// As columns that may be null hold them.
template <class IdType>
std::optional<IdType> id_as(const std::optional<std::int64_t>& number) {
    if (!number) return std::nullopt;
    return IdType{*number};
}

template <class Tag>
std::optional<std::int64_t> number_of(const std::optional<Id<Tag>>& id) {
    if (!id) return std::nullopt;
    return id->value;
}

}  // namespace tillwatch

template <class Tag>
struct std::hash<tillwatch::Id<Tag>> {
    std::size_t operator()(tillwatch::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
