-- When a key was used last.
-- param api_key_id bigint
-- param used_at bigint
update api_keys
set last_used_at = :used_at
where api_key_id = :api_key_id and coalesce(last_used_at, 0) < :used_at
