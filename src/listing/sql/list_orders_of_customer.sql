-- Some orders of a customer.
-- param store_id bigint
-- param customer_id bigint
-- param most bigint
-- returns order_id bigint
-- batch
select order_id
from orders
where store_id = :store_id and customer_id = :customer_id
limit :most
