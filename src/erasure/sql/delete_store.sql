-- A store is no more.
-- param store_id bigint
delete from stores
where store_id = :store_id
