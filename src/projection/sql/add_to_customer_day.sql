-- Adds deltas to one day of a customer. Of each key at most one row a batch.
-- param store_id bigint
-- param customer_id bigint
-- param day bigint
-- param orders bigint
-- param net_sales bigint
-- param total_sales bigint
-- batch
insert into customer_days (
    store_id, customer_id, day, orders, net_sales, total_sales
) values (
    :store_id, :customer_id, :day, :orders, :net_sales, :total_sales
)
on conflict (store_id, customer_id, day) do update set
    orders = customer_days.orders + excluded.orders,
    net_sales = customer_days.net_sales + excluded.net_sales,
    total_sales = customer_days.total_sales + excluded.total_sales
