-- Of a deleted store, so many rows at most: by what its deliveries are known again.
-- param store_id bigint
-- param limit bigint
delete from delivery_keys
where store_id = :store_id and key_digest in (
    select key_digest
    from delivery_keys
    where store_id = :store_id
    order by key_digest
    limit :limit
)
