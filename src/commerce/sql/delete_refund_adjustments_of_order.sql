-- The refund_adjustments that an order told of itself (origin 0), before its greater snapshot is
-- written.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from refund_adjustments
where (store_id, order_id, origin) in (values (:store_id, :order_id, 0))
