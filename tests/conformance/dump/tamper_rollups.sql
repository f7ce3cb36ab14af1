-- Loses rollups.
-- param store_id bigint
delete from rollups
where store_id = :store_id and dimension = 3
