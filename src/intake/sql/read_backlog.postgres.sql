-- What all stores have pending, and when the oldest of it was received.
-- returns deliveries bigint, oldest bigint null
select cast(count(*) as bigint) as deliveries, cast(min(received_at) as bigint) as oldest
from deliveries
where pending = 1 and store_id > 0
