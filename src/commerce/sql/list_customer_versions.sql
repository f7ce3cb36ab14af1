-- Which sighting of a customer is stored, and what it says: to tell whether another is greater, and
-- whether it says anything else.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, own bigint, updated_at bigint, triggered_at bigint,
--     content_hash bigint, created_at bigint null, first_name text, last_name text,
--     email text null, phone text null
-- batch
select
    customer_id, own, updated_at, triggered_at, content_hash, created_at, first_name, last_name,
    email, phone
from customers
where store_id = :store_id and customer_id = :customer_id
