// A delivery: what Shopify sent, as it was received. Its body is kept byte for byte.
#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "intake/content.hpp"

namespace tillwatch::intake {

/// Stands for the store of a delivery whose shop is not connected; of such no body is kept.
inline constexpr StoreId no_store{0};

/// Whose secret signed a delivery: the store's own, its previous one while that is still valid, or
/// the app's.
enum class SignedBy { current, previous, app };
std::string_view name_of(SignedBy signed_by);

struct Delivery {
    StoreId store_id;
    std::string topic;
    std::string webhook_id;  // Shopify's, else a digest of what was sent
    std::optional<std::string> event_id;
    std::optional<std::string> api_version;
    std::optional<Instant> triggered_at;
    Instant received_at;
    SignedBy signed_by = SignedBy::current;
    std::uint64_t generation = 0;  // of the stores, when its signature was checked
    Content content;
};

}  // namespace tillwatch::intake
