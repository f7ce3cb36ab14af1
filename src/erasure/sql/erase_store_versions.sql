-- Of a deleted store, how often it changed: one row.
-- param store_id bigint
-- param limit bigint
delete from store_versions
where store_id = :store_id and :limit > 0
