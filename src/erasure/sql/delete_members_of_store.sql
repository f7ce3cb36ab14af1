-- A store has no members any more.
-- param store_id bigint
delete from members
where store_id = :store_id
