-- The milestones of a deleted order.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from order_milestones
where (store_id, order_id) in (values (:store_id, :order_id))
