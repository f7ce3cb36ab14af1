-- A delivery leaves the log.
-- param store_id bigint
-- param delivery_id bigint
-- batch
delete from deliveries
where (store_id, delivery_id) in (values (:store_id, :delivery_id))
