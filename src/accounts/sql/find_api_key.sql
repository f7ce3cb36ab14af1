-- Whose the key with a hash is, and what it may do.
-- param key_hash bytes
-- returns user_id bigint, scopes text
select user_id, scopes
from api_keys
where key_hash = :key_hash
