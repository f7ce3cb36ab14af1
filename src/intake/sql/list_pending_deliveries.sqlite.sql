-- The deliveries of a store after the position to which they are projected, oldest first.
-- param store_id bigint
-- param after bigint
-- param limit bigint
-- returns delivery_id bigint, topic text, triggered_at bigint null, received_at bigint, body bytes
select delivery_id, topic, triggered_at, received_at, body
from deliveries
where store_id = :store_id and delivery_id > :after
order by delivery_id
limit :limit
