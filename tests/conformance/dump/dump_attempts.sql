-- The deliveries of a store that were begun and not done, with how often.
-- param store_id bigint
-- returns content text
select cast(delivery_id as text) || ',' || cast(attempts as text) as content
from delivery_attempts
where store_id = :store_id
order by delivery_id
