// A delivery: what Shopify sent, as it was received. Its body is kept byte for byte.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace tillwatch::intake {

inline constexpr std::size_t body_bytes_max = std::size_t{10} << 20;

struct Delivery {
    StoreId store_id;
    std::string topic;
    std::string webhook_id;  // Shopify's, else a digest of what was sent
    std::optional<std::string> event_id;
    std::optional<std::string> api_version;
    std::optional<Instant> triggered_at;
    Instant received_at;
    std::string body;
};

}  // namespace tillwatch::intake
