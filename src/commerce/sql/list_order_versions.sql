-- Which snapshot of an order is stored: to tell whether another is greater.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, updated_at bigint, triggered_at bigint, completeness bigint,
--     content_hash bigint,
--     day bigint
-- batch
select order_id, updated_at, triggered_at, completeness, content_hash, day
from orders
where store_id = :store_id and order_id = :order_id
