-- A delivery that was projected again has its effect now, and no outcome but that.
-- param store_id bigint
-- param delivery_id bigint
-- batch
delete from delivery_outcomes
where (store_id, delivery_id) in (values (:store_id, :delivery_id))
