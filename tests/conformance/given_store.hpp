// A store whose tables are filled straight from orders, by the ledger's own functions: what the
// projection would leave of them. So the questions can be tested apart from the way there.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "ledger/timelines.hpp"

namespace tillwatch::test {

/// Standings are set by the customers' timelines.
struct GivenOrder {
    ledger::OrderEntry entry;
    std::string name;
    Instant happened_at;
};

void put_orders(db::Database& database, StoreId store_id, std::vector<GivenOrder> orders);

using CustomerDays = std::map<std::pair<std::int64_t, Day>, ledger::CustomerMeasures>;
void put_customer_days(db::Database& database, StoreId store_id, const CustomerDays& days);

}  // namespace tillwatch::test
