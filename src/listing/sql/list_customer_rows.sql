-- Customers as a list shows them, without their sums.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, first_name text, last_name text, email text null, phone text null,
--     created_at bigint null
-- batch
select customer_id, first_name, last_name, email, phone, created_at
from customers
where store_id = :store_id and customer_id = :customer_id
