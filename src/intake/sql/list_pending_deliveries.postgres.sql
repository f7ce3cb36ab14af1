-- The pending deliveries of a store, oldest first. Ids do not commit in order, so `after` is 0.
-- param store_id bigint
-- param after bigint
-- param limit bigint
-- returns delivery_id bigint, topic text, triggered_at bigint null, received_at bigint, body bytes
select delivery_id, topic, triggered_at, received_at, body
from deliveries
where store_id = :store_id and delivery_id > :after and pending = 1
order by delivery_id
limit :limit
