-- Makes repeats that there were not.
-- param store_id bigint
insert into repeat_orders (store_id, grain, day_before, day, orders)
values (:store_id, 0, 1, 2, 0)
