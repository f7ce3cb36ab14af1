-- The body of a delivery is kept no longer.
-- param store_id bigint
-- param delivery_id bigint
-- batch
delete from delivery_bodies
where (store_id, delivery_id) in (values (:store_id, :delivery_id))
