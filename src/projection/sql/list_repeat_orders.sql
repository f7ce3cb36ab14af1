-- All rows of repeat_orders of a store.
-- param store_id bigint
-- returns grain bigint, day_before bigint, day bigint, orders bigint
select
    grain, day_before, day, orders
from repeat_orders
where store_id = :store_id
