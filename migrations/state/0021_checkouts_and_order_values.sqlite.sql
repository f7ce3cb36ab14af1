-- What insights into checkouts and order values read: indexes that hold all of it, so that a range
-- of days costs its entries and not its rows.

-- The value of an order as the average order value counts it (ledger/rollup.hpp), made by the
-- projection like counted and standing: from the rows of action order (1) that are products (1).
alter table orders add column order_value bigint not null default 0;
update orders set order_value = (
    select cast(coalesce(sum(s.total - s.tax), 0) as bigint)
    from sales s
    where s.store_id = orders.store_id and s.order_id = orders.order_id
        and s.action = 1 and s.line_type = 1
);
drop index orders_by_day;
create index orders_by_day on orders (store_id, day, order_id, counted, order_value);

drop index orders_by_checkout_token;
create index orders_by_checkout_token
    on orders (store_id, checkout_token, created_at, order_id)
    where checkout_token is not null;

-- reachable: 1 where the buyer left an e-mail address or a telephone number. ordered_at: when the
-- earliest order that bears the checkout's token was made.
alter table checkouts add column reachable bigint not null default 0;
alter table checkouts add column ordered_at ms_int;
update checkouts
set reachable = case when email is null and phone is null then 0 else 1 end,
    ordered_at = (
        select min(o.created_at)
        from orders o
        where o.store_id = checkouts.store_id and o.checkout_token = checkouts.token
    );
drop index checkouts_by_creation;
create index checkouts_by_creation
    on checkouts (store_id, created_at, token, completed_at, ordered_at, reachable);

-- As in 0015; dropping an index took its line away.
insert into sqlite_stat1 (tbl, idx, stat) values
    ('orders', 'orders_by_checkout_token', '100000 1000 1 1 1'),
    ('orders', 'orders_by_day', '1000000 10000 20 1 1 1'),
    ('checkouts', 'checkouts', '100000 1000 1'),
    ('checkouts', 'checkouts_by_creation', '100000 1000 2 1 1 1 1'),
    ('checkouts', 'checkouts_by_email', '100000 1000 2 1');
