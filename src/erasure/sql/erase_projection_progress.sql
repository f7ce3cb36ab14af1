-- Of a deleted store, how far it is projected: one row.
-- param store_id bigint
-- param limit bigint
delete from projection_progress
where store_id = :store_id and :limit > 0
