-- The oldest deliveries of a store after one. They say themselves what is pending.
-- param store_id bigint
-- param after bigint
-- param position bigint
-- param limit bigint
-- returns delivery_id bigint, topic text, webhook_id text, received_at bigint,
--     id_reused bigint, body_sha256 bytes, pending bigint
select
    delivery_id, topic, webhook_id, received_at, id_reused, body_sha256,
    pending as pending
from deliveries
where store_id = :store_id and delivery_id > :after and :position >= 0
order by delivery_id
limit :limit
