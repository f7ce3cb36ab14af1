-- A delivery has no outcome: it has left the log, or has its effect now.
-- param store_id bigint
-- param delivery_id bigint
-- batch
delete from delivery_outcomes
where (store_id, delivery_id) in (values (:store_id, :delivery_id))
