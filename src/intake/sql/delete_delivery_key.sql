-- A delivery is known no longer: should it come again, it is stored again.
-- param store_id bigint
-- param key_digest bytes
-- batch
delete from delivery_keys
where (store_id, key_digest) in (values (:store_id, :key_digest))
