-- Who a customer is.
-- param store_id bigint
-- param customer_id bigint
-- returns first_name text, last_name text, email text null
select first_name, last_name, email
from customers
where store_id = :store_id and customer_id = :customer_id
