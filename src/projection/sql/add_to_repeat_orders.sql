-- Adds deltas to one row of repeat_orders. Of each key at most one row a batch.
-- param store_id bigint
-- param grain bigint
-- param day_before bigint
-- param day bigint
-- param orders bigint
-- batch
insert into repeat_orders (
    store_id, grain, day_before, day, orders
) values (
    :store_id, :grain, :day_before, :day, :orders
)
on conflict (store_id, grain, day_before, day) do update set
    orders = repeat_orders.orders + excluded.orders
