-- A new API key, kept as the hash of its text.
-- param api_key_id bigint
-- param user_id bigint
-- param name text
-- param scopes text
-- param key_hash bytes
-- param created_at bigint
-- param made_by bigint null
insert into api_keys (
    api_key_id, user_id, name, scopes, key_hash, created_at, made_by
) values (
    :api_key_id, :user_id, :name, :scopes, :key_hash, :created_at, :made_by
)
