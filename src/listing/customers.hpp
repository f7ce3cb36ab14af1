// Customers with what they bought, by creation or by that. Reads only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commerce/snapshots.hpp"
#include "db/transaction.hpp"
#include "listing/page.hpp"
#include "listing/parameters.hpp"
#include "stores/stores.hpp"

namespace tillwatch::listing {

enum class CustomerKey { created_at, orders, net_sales };

struct CustomersQuestion {
    http::Sort<CustomerKey> sort{CustomerKey::created_at, true};
    Span days;                          // of their creation
    std::optional<std::string> search;  // folded
    std::optional<bool> has_orders;
};

CustomersQuestion read_customers_question(http::Query& query, const http::Request& request,
                                          const TimeZone& zone);

struct CustomerRow {
    std::int64_t id = 0;
    std::string first_name;
    std::string last_name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::int64_t> created_at;
    std::int64_t orders = 0;
    std::int64_t net_sales = 0;
    std::optional<std::int64_t> first_order_at;
    std::optional<std::int64_t> last_order_at;
    std::vector<commerce::Address> addresses;
};

Page<CustomerRow> read_rows(db::Transaction& transaction, StoreId store_id,
                            const CustomersQuestion& question, const std::optional<Place>& after,
                            std::int64_t limit);
std::optional<CustomerRow> find_customer(db::Transaction& transaction, StoreId store_id,
                                         CustomerId id);

template <class Out>
void tell(Out& out, const CustomerRow& row, Currency currency);

}  // namespace tillwatch::listing
