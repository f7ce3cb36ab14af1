-- A page of orders with the customer that each names and the one that it counts as.
-- param store_id bigint
-- param order_id bigint
-- param limit bigint
-- returns order_id bigint, told_customer_id bigint null, customer_id bigint null
select order_id, told_customer_id, customer_id
from orders
where store_id = :store_id and order_id > :order_id
order by order_id
limit :limit
