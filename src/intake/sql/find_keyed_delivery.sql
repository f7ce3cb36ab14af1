-- What the key of a delivery is made of.
-- param store_id bigint
-- param delivery_id bigint
-- returns topic text, webhook_id text, id_reused bigint, body_sha256 bytes
select topic, webhook_id, id_reused, body_sha256
from deliveries
where store_id = :store_id and delivery_id = :delivery_id
