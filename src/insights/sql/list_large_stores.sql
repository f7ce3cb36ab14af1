-- The stores with at least so many orders.
-- param orders_min bigint
-- returns store_id bigint
select s.store_id as store_id
from stores s
where (
    select sum(r.orders)
    from rollups r
    where r.store_id = s.store_id and r.dimension = 1 and r.value = ''
) >= :orders_min
