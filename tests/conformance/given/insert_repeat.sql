-- Orders by the day of their customer's order before.
-- param store_id bigint
-- param grain bigint
-- param day_before bigint
-- param day bigint
-- param orders bigint
-- batch
insert into repeat_orders (store_id, grain, day_before, day, orders)
values (:store_id, :grain, :day_before, :day, :orders)
