// Global ids: how Shopify names an object across its APIs, "gid://shopify/Order/1". Some have a
// query part behind the number, "gid://shopify/MailingAddress/1?model_name=CustomerAddress".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tillwatch::shopify {

struct GlobalId {
    std::string_view kind;  // "Order"; a part of the text parsed
    std::int64_t number = 0;

    /// None unless the number is positive and within 64 bits.
    static std::optional<GlobalId> parse(std::string_view text);
};

}  // namespace tillwatch::shopify
