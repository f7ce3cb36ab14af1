// Orders, by day or by price. Reads only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "db/transaction.hpp"
#include "listing/page.hpp"
#include "listing/parameters.hpp"
#include "stores/stores.hpp"

namespace tillwatch::listing {

enum class OrderKey { processed_at, total_price };

/// What is none is not asked for. `channel` may be empty: what is not known.
struct OrdersQuestion {
    http::Sort<OrderKey> sort{OrderKey::processed_at, true};
    Span days;
    std::optional<std::string> search;  // folded
    bool finds_people = true;           // else the search is for orders' names alone
    std::optional<std::string> financial_status;
    std::optional<std::string> fulfillment_status;
    std::optional<std::string> channel;
    std::optional<std::int64_t> customer_id;
    std::optional<std::int64_t> product_id;
    std::optional<bool> test;
    std::optional<bool> cancelled;
    std::optional<bool> counted;
    std::optional<int> weekday;  // from Monday, 0
    std::optional<int> hour;
    std::optional<TimeZone> zone;  // by whose clocks an hour is asked for
    std::optional<Money> order_value_from;
    std::optional<Money> order_value_below;
};

OrdersQuestion read_orders_question(http::Query& query, const http::Request& request,
                                    const TimeZone& zone, Currency currency);

struct OrderCustomer {
    std::int64_t id = 0;
    std::string first_name;
    std::string last_name;
    std::optional<std::string> email;
};

struct OrderRow {
    std::int64_t id = 0;
    std::string name;
    Instant happened_at;
    Day day;
    std::optional<OrderCustomer> customer;
    std::string financial_status;
    std::optional<std::string> fulfillment_status;
    std::optional<std::int64_t> cancelled_at;
    bool test = false;
    std::optional<std::string> channel;
    std::int64_t total_price = 0;
    std::optional<std::int64_t> order_value;  // of a counted order
    std::int64_t net_sales = 0;
    std::optional<std::string> email;  // as the order says; not shown in lists
    bool has_product = false;          // the one asked for
};

Page<OrderRow> read_rows(db::Transaction& transaction, StoreId store_id,
                         const OrdersQuestion& question, const std::optional<Place>& after,
                         std::int64_t limit);
std::optional<OrderRow> find_order(db::Transaction& transaction, StoreId store_id, OrderId id);

/// The fields of a row; Out is one of fields.hpp.
template <class Out>
void tell(Out& out, const OrderRow& row, Currency currency);

}  // namespace tillwatch::listing
