-- How many deliveries of a store are stored and not yet projected; `after` as in
-- list_pending_deliveries.
-- param store_id bigint
-- param after bigint
-- returns pending bigint
select cast(count(*) as bigint) as pending
from deliveries
where store_id = :store_id and delivery_id > :after and pending = 1
