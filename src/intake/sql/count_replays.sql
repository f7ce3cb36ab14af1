-- How many deliveries of a store are to be projected again.
-- param store_id bigint
-- returns replays bigint
select cast(count(*) as bigint) as replays
from delivery_replays
where store_id = :store_id
