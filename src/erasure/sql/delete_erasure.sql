-- Nothing is left of a store that was deleted.
-- param store_id bigint
delete from erasures
where store_id = :store_id
