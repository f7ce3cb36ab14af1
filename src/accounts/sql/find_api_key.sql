-- Whose the key with a hash is, and what it may do.
-- param key_hash bytes
-- returns api_key_id bigint, user_id bigint, scopes text
select api_key_id, user_id, scopes
from api_keys
where key_hash = :key_hash
