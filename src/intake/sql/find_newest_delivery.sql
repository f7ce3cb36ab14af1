-- The newest id in a store's log; 0 where it is empty.
-- param store_id bigint
-- returns delivery_id bigint
select coalesce(max(delivery_id), 0) as delivery_id
from deliveries
where store_id = :store_id
