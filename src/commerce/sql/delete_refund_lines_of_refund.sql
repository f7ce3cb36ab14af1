-- The refund_lines that a refund's own webhook told (origin 1), before a greater one is written.
-- param store_id bigint
-- param order_id bigint
-- param refund_id bigint
-- batch
delete from refund_lines
where (store_id, order_id, origin, refund_id) in (
    values (:store_id, :order_id, 1, :refund_id)
)
