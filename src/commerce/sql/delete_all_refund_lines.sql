-- The refund_lines of a deleted order, whoever told of them.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from refund_lines
where (store_id, order_id) in (values (:store_id, :order_id))
