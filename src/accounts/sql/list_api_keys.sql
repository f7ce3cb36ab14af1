-- The keys of a person, the newest first.
-- param user_id bigint
-- returns api_key_id bigint, name text, scopes text, created_at bigint, last_used_at bigint null
select api_key_id, name, scopes, created_at, last_used_at
from api_keys
where user_id = :user_id
order by created_at desc, api_key_id
