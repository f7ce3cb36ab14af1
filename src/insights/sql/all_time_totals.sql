-- The orders and sales of all days.
-- param store_id bigint
-- returns orders bigint, total_sales bigint
select
    cast(coalesce(sum(orders), 0) as bigint) as orders,
    cast(coalesce(sum(gross_sales + discounts + returns + shipping + duties + fees + taxes), 0)
        as bigint) as total_sales
from rollups
where store_id = :store_id and dimension = 1 and value = ''
