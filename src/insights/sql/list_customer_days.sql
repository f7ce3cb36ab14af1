-- The net sales of all customers of a store by day, customer by customer.
-- param store_id bigint
-- returns customer_id bigint, day bigint, net_sales bigint
select customer_id, day, net_sales
from customer_days
where store_id = :store_id
order by customer_id, day
