// Where webhooks and the GraphQL API spell one value differently: PAID is paid.
#pragma once

#include <string>

namespace tillwatch::shopify {

inline std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

}  // namespace tillwatch::shopify
