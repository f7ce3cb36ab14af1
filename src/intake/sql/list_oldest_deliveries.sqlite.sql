-- The oldest deliveries of a store after one. `position` is up to where they are projected.
-- param store_id bigint
-- param after bigint
-- param position bigint
-- param limit bigint
-- returns delivery_id bigint, topic text, webhook_id text, received_at bigint,
--     id_reused bigint, body_sha256 bytes, pending bigint
select
    delivery_id, topic, webhook_id, received_at, id_reused, body_sha256,
    cast(delivery_id > :position as bigint) as pending
from deliveries
where store_id = :store_id and delivery_id > :after
order by delivery_id
limit :limit
