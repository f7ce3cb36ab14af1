-- The first delivery of a store from an id on.
-- param store_id bigint
-- param delivery_id bigint
-- returns delivery_id bigint, received_at bigint
select delivery_id, received_at
from deliveries
where store_id = :store_id and delivery_id >= :delivery_id
order by delivery_id
limit 1
