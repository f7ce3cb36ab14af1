-- What came of a delivery is of no interest any more.
-- param store_id bigint
-- param delivery_id bigint
-- batch
delete from delivery_outcomes
where (store_id, delivery_id) in (values (:store_id, :delivery_id))
