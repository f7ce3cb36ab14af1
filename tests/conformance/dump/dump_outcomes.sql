-- The outcomes of a store's deliveries, oldest first.
-- param store_id bigint
-- returns content text
select state || ',' || reason as content
from delivery_outcomes
where store_id = :store_id
order by delivery_id
