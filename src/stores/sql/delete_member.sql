-- Somebody is no member of a store any more.
-- param store_id bigint
-- param user_id bigint
delete from members
where store_id = :store_id and user_id = :user_id
