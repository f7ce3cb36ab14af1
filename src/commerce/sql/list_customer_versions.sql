-- Which sighting of a customer is stored: to tell whether another is greater.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, own bigint, updated_at bigint, triggered_at bigint,
--     content_hash bigint
-- batch
select customer_id, own, updated_at, triggered_at, content_hash
from customers
where store_id = :store_id and customer_id = :customer_id
