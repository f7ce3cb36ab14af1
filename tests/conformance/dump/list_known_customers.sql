-- The customers known of a store, with their first names.
-- param store_id bigint
-- returns content text
select cast(customer_id as text) || ',' || first_name as content
from customers
where store_id = :store_id
order by customer_id
