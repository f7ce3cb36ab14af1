-- How far each store's deliveries are projected, on the embedded database.
-- returns store_id bigint, position bigint
select store_id, position
from projection_progress
