-- What all stores have pending, and when the oldest of it was received.
-- returns deliveries bigint, oldest bigint null
select cast(count(*) as bigint) as deliveries, min(d.received_at) as oldest
from stores s
left join projection_progress p on p.store_id = s.store_id
join deliveries d on d.store_id = s.store_id and d.delivery_id > coalesce(p.position, 0)
