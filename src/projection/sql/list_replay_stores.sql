-- The stores of which deliveries are to be projected again.
-- returns store_id bigint
select distinct store_id
from delivery_replays
