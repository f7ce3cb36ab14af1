// The body of an order, as small as it may be.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace tillwatch::test {

/// An order of two cups at 10.00 each by customer 7, on 1 July 2026.
inline std::string order(std::string_view updated_at, std::string_view more = "",
                         std::string_view email = "ann@example.com", std::int64_t quantity = 2) {
    return fmt::format(
        R"({{"id":1,"name":"#1","currency":"GBP","created_at":"2026-07-01T12:00:00Z",
        "updated_at":"{}","financial_status":"paid","customer":{{"id":7,"first_name":"Ann",
        "last_name":"Lee","email":"{}"}},"line_items":[{{"id":11,"quantity":{},"price":"10.00"}}]
        {}}})",
        updated_at, email, quantity, more);
}

}  // namespace tillwatch::test
