-- Adds deltas to one month of a customer. Of each key at most one row a batch.
-- param store_id bigint
-- param customer_id bigint
-- param month bigint
-- param orders bigint
-- param net_sales bigint
-- param total_sales bigint
-- batch
insert into customer_months (
    store_id, customer_id, month, orders, net_sales, total_sales
) values (
    :store_id, :customer_id, :month, :orders, :net_sales, :total_sales
)
on conflict (store_id, customer_id, month) do update set
    orders = customer_months.orders + excluded.orders,
    net_sales = customer_months.net_sales + excluded.net_sales,
    total_sales = customer_months.total_sales + excluded.total_sales
