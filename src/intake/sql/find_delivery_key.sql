-- The digest of the body that came under a key.
-- param store_id bigint
-- param key_digest bytes
-- returns body_digest bytes
select body_digest
from delivery_keys
where store_id = :store_id and key_digest = :key_digest
