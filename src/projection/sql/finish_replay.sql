-- A delivery has been projected again.
-- param store_id bigint
-- param delivery_id bigint
-- batch
delete from delivery_replays
where (store_id, delivery_id) in (values (:store_id, :delivery_id))
