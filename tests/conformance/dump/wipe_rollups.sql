-- Empties rollups of a store, as a migration does.
-- param store_id bigint
delete from rollups
where store_id = :store_id
