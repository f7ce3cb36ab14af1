-- A delivery is done, however often it was tried.
-- param store_id bigint
-- param delivery_id bigint
delete from delivery_attempts
where store_id = :store_id and delivery_id = :delivery_id
