-- How many deliveries of a store are stored and not yet projected.
-- param store_id bigint
-- returns pending bigint
select cast(count(*) as bigint) as pending
from deliveries
where store_id = :store_id and delivery_id > coalesce(
    (select position from projection_progress where store_id = :store_id), 0
)
