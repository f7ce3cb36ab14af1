#include "projection/list_indexes.hpp"

#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

constexpr const char* drop = R"(
drop index if exists orders_by_time;
drop index if exists orders_by_price;
drop index if exists orders_by_name;
drop index if exists orders_by_guest;
drop index if exists customers_by_creation;
drop index if exists customers_by_email;
drop index if exists customers_by_name;
drop index if exists customers_by_last_name;
)";

// An order settles the checkouts of its token: where there are none, nothing is looked for by it.
constexpr const char* drop_by_token = "drop index if exists orders_by_checkout_token";

// As the migrations 0013, 0021 and, with what is known of their rows, 0015 make them.
constexpr const char* restore = R"(
create index if not exists orders_by_time on orders (store_id, happened_at, order_id);
create index if not exists orders_by_price on orders (store_id, total_price, order_id);
create index if not exists orders_by_name
    on orders (store_id, lower(cast(name as sorted_text)), order_id);
create index if not exists orders_by_guest
    on orders (store_id, lower(cast(email as sorted_text)), order_id)
    where customer_id is null and email is not null;
create index if not exists orders_by_checkout_token
    on orders (store_id, checkout_token, created_at, order_id)
    where checkout_token is not null;
create index if not exists customers_by_creation
    on customers (store_id, coalesce(created_at, 0), customer_id);
create index if not exists customers_by_email on customers
    (store_id, lower(cast(email as sorted_text)), customer_id)
    where email is not null;
create index if not exists customers_by_name on customers
    (store_id, lower(cast(first_name || ' ' || last_name as sorted_text)), customer_id);
create index if not exists customers_by_last_name on customers
    (store_id, lower(cast(last_name as sorted_text)), customer_id);
insert into sqlite_stat1 (tbl, idx, stat)
select 'orders', column1, column2
from (values
    ('orders_by_time', '1000000 10000 2 1'),
    ('orders_by_price', '1000000 10000 20 1'),
    ('orders_by_name', '1000000 10000 1 1'),
    ('orders_by_checkout_token', '100000 1000 1 1 1'),
    ('orders_by_guest', '100000 1000 2 1'))
where column1 not in (select idx from sqlite_stat1);
)";

}  // namespace

void drop_list_indexes(db::Database& database) {
    database.write([](db::Transaction& transaction) {
        transaction.script(drop);
        if (!transaction.one<sql::FindAnyCheckout>({})) transaction.script(drop_by_token);
    });
}

void restore_list_indexes(db::Database& database) {
    if (database.engine() != db::Engine::sqlite) return;
    database.write([](db::Transaction& transaction) { transaction.script(restore); },
                   {.sorts = true});
}

}  // namespace tillwatch::projection
