// The bodies of orders, as small as they may be.
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

/// One pot at 10.00, on 1 July 2026, in an order of this number.
inline std::string order_number(std::int64_t number) {
    return fmt::format(
        R"({{"id":{0},"currency":"GBP","created_at":"2026-07-01T12:00:00Z",
        "updated_at":"2026-07-01T12:00:00Z","line_items":[
        {{"id":{0},"quantity":1,"price":"10.00"}}]}})",
        number);
}

/// The dearest order there may be, on 1 July 2026; a day bears ten of them.
inline std::string huge_order(std::int64_t number) {
    return fmt::format(
        R"({{"id":{},"currency":"GBP","created_at":"2026-07-01T12:00:00Z","line_items":[
        {{"id":11,"quantity":1,"price":"1000000000000.00"}}]}})",
        number);
}

}  // namespace tillwatch::test
