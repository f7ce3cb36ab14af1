-- The first orders of a customer that count.
-- param store_id bigint
-- param customer_id bigint
-- param at_most bigint
-- returns customer_id bigint, order_id bigint, happened_at bigint
-- batch
select customer_id, order_id, happened_at
from orders
where store_id = :store_id and customer_id = :customer_id and counted = 1
order by happened_at, order_id
limit :at_most
