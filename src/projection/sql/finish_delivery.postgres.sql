-- A delivery is done: it is no longer pending.
-- param store_id bigint
-- param delivery_id bigint
-- batch
update deliveries
set pending = 0
where (store_id, delivery_id) in (values (:store_id, :delivery_id))
