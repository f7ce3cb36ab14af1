-- Remembers the keys of deliveries; answers those that were not known. Of each key at most one a
-- batch.
-- param store_id bigint
-- param key_digest bytes
-- param body_digest bytes
-- returns store_id bigint, key_digest bytes
-- batch
insert into delivery_keys (store_id, key_digest, body_digest)
values (:store_id, :key_digest, :body_digest)
on conflict (store_id, key_digest) do nothing
returning store_id, key_digest
