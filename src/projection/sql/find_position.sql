-- How far a store's deliveries are projected (on PostgreSQL 0: there a delivery says it itself).
-- param store_id bigint
-- returns position bigint
select position
from projection_progress
where store_id = :store_id
