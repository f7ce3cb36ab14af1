-- Empties sales of a store, as a migration does.
-- param store_id bigint
delete from sales
where store_id = :store_id
