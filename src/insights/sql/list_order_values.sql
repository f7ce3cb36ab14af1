-- The values of the counted orders of a range of days, as the average order value counts them.
-- param store_id bigint
-- param first_day bigint
-- param last_day bigint
-- returns order_value bigint
select order_value
from orders
where store_id = :store_id and day between :first_day and :last_day and counted = 1
