-- The stores that have pending deliveries, with the newest of them.
-- returns store_id bigint, newest bigint
select store_id, max(delivery_id) as newest
from deliveries
where pending = 1 and store_id > 0
group by store_id
