-- The days on which a customer has orders that count, as the sums stand.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, day bigint, orders bigint
-- batch
select customer_id, day, orders
from customer_days
where store_id = :store_id and customer_id = :customer_id and orders <> 0
order by day
